<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/desktop/application.py" />
   <source>The connection to the screen was lost</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/application.py" />
   <source>Start TrayBridge again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/language.py" />
   <source>{number}%</source>
   <translation>{number} %</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Failover</source>
   <translation>Ausweichen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Local only</source>
   <translation>Nur lokal</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Free only</source>
   <translation>Nur kostenlos</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Unlock the keyring…</source>
   <translation>Schlüsselbund entsperren…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Open chat</source>
   <translation>Chat öffnen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>New chat</source>
   <translation>Neuer Chat</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Check health now</source>
   <translation>Jetzt prüfen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Launch at login</source>
   <translation>Beim Anmelden starten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Settings…</source>
   <translation>Einstellungen…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Quit TrayBridge</source>
   <translation>TrayBridge beenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Nobody: in order</source>
   <translation>Niemand: der Reihe nach</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Pin: {provider}</source>
   <translation>Festgelegt auf: {provider}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Pin</source>
   <translation>Festlegen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Monthly cap</source>
   <translation>Monatsgrenze</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>{name}: no cap</source>
   <translation>{name}: keine Grenze</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>{name}: ${spent:.2f} this month, no cap</source>
   <translation>{name}: {spent:.2f} $ in diesem Monat, keine Grenze</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>{name}: ${spent:.2f} of ${cap:.2f} this month</source>
   <translation>{name}: {spent:.2f} $ von {cap:.2f} $ in diesem Monat</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Load {model}</source>
   <translation>{model} laden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Open Exo's own page</source>
   <translation>Exos eigene Seite öffnen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>{total:.0f} GB</source>
   <translation>{total:.0f} GB</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>{used:.0f} of {total:.0f} GB</source>
   <translation>{used:.0f} von {total:.0f} GB</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>not seen for {seconds:.0f} s</source>
   <translation>seit {seconds:.0f} s nicht gesehen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>seen just now</source>
   <translation>gerade gesehen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>seen {seconds:.0f} s ago</source>
   <translation>vor {seconds:.0f} s gesehen</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/menu.py" />
   <source>and {count} more</source>
   <extracomment>For one: and {count} more</extracomment>
   <translation>
    <numerusform>und {count} weiteres</numerusform>
    <numerusform>und {count} weitere</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Unload</source>
   <translation>Entladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Cancel loading</source>
   <translation>Laden abbrechen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/menu.py" />
   <source>Load again</source>
   <translation>Erneut laden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notices.py" />
   <source>{name} is back</source>
   <translation>{name} ist wieder da</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notices.py" />
   <source>{name} cannot answer</source>
   <translation>{name} kann nicht antworten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notices.py" />
   <source>It is not asked until its key changes: Settings, Providers.</source>
   <translation>Er wird erst wieder gefragt, wenn sich sein Schlüssel ändert: Einstellungen, Anbieter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notices.py" />
   <source>{name}: key rejected</source>
   <translation>{name}: Schlüssel abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notices.py" />
   <source>The next in order is asked.</source>
   <translation>Gefragt wird der nächste in der Reihenfolge.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notices.py" />
   <source>It is not asked any more this month. The cap is in Settings, Providers.</source>
   <translation>Er wird in diesem Monat nicht mehr gefragt. Die Grenze steht unter Einstellungen, Anbieter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notices.py" />
   <source>{name}: monthly cap reached</source>
   <translation>{name}: Monatsgrenze erreicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notices.py" />
   <source>{name} answers now</source>
   <translation>{name} antwortet jetzt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/answer.py" />
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/composer.py" />
   <source>Ask anything</source>
   <translation>Fragen Sie, was Sie möchten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/composer.py" />
   <source>Message</source>
   <translation>Nachricht</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/modelfield.py" />
   <source>Auto</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/modelfield.py" />
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/modelfield.py" />
   <source>Auto asks your own cluster first, then the cloud. Or choose a model, or type its name.</source>
   <translation>„Automatisch“ fragt zuerst Ihren eigenen Cluster, dann die Cloud. Oder wählen Sie ein Modell, oder geben Sie seinen Namen ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/origin.py" />
   <source>your machines</source>
   <translation>Ihre Rechner</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/origin.py" />
   <source>cloud</source>
   <translation>Cloud</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/origin.py" />
   <source>starter model</source>
   <translation>Startmodell</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/origin.py" />
   <source>Answered by {whom}</source>
   <translation>Beantwortet von {whom}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/origin.py" />
   <source>Why?</source>
   <translation>Warum?</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/origin.py" />
   <source>Who was asked, with which outcome, and who was not and why</source>
   <translation>Wer gefragt wurde und mit welchem Ergebnis, und wer nicht und warum</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>You wrote</source>
   <translation>Sie schrieben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>{what} {seconds} s</source>
   <translation>{what} {seconds} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>Thinking…</source>
   <translation>Denkt nach…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>Looking who can answer…</source>
   <translation>Wer kann antworten? Wird nachgesehen…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>{name} is loading the model…</source>
   <translation>{name} lädt das Modell…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>{name} is loading the model {share:.0%}…</source>
   <translation>{name} lädt das Modell, {share:.0%}…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>{name} is reading…</source>
   <translation>{name} liest…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>{name} is reading {share:.0%}…</source>
   <translation>{name} liest, {share:.0%}…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>{name}: {reason}. Asking again in {seconds:.0f} s…</source>
   <translation>{name}: {reason}. Neuer Versuch in {seconds:.0f} s…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>Asking {name}…</source>
   <translation>{name} wird gefragt…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>Stopped.</source>
   <translation>Angehalten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>Continue</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/turnview.py" />
   <source>Ask again</source>
   <translation>Noch einmal fragen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/window.py" />
   <source>Begin a new conversation (Ctrl+N)</source>
   <translation>Ein neues Gespräch beginnen (Strg+N)</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/window.py" />
   <source>Keep this window on top</source>
   <translation>Dieses Fenster im Vordergrund halten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/window.py" />
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/window.py" />
   <source>Continue exactly where your last answer broke off.</source>
   <translation>Setze deine letzte Antwort genau dort fort, wo sie abgebrochen ist.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/window.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/window.py" />
   <source>Stop this answer (Ctrl+.)</source>
   <translation>Diese Antwort anhalten (Strg+.)</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/window.py" />
   <source>Send (Enter)</source>
   <translation>Senden (Eingabetaste)</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/popup/window.py" />
   <source>Start Exo, or enter a key: traybridge keys set openrouter</source>
   <translation>Starten Sie Exo, oder geben Sie einen Schlüssel ein: traybridge keys set openrouter</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/add_provider.py" />
   <source>Search, or type an address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/add_provider.py" />
   <source>Search for a host, or type its address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/add_provider.py" />
   <source>Hosts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/add_provider.py" />
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/add_provider.py" />
   <source>Add a provider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>When</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Who</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>What</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Took</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Why</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Diagnostics</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Examination</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Examine all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Looks at everything, and tries every key at a free address. It costs nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>What happened</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Each attempt to get an answer, never what was asked. New ones appear here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Attempts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Copy the report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Show the report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>All of the above as text, for somebody who helps you. It names hosts and models; keys, logins, questions and answers are not in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Examining…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Examined at {time}, the most urgent first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Copied. Read it once before you give it away.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/diagnostics.py" />
   <source>Hide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>Somebody removed it meanwhile.</source>
   <translation>Er wurde inzwischen entfernt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>There is no provider “{provider}” any more</source>
   <translation>Den Anbieter „{provider}“ gibt es nicht mehr</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>Choose it in the list.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>There is a provider “{provider}” already</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>The starter model cannot be removed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>Switch it off instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>It was added meanwhile.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>There is a provider “{provider}” again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>refused the request</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>too long for it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>key refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>quota used up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>rate limit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>nobody was asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>fine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>problem</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Exo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Machines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Load a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Meanwhile the next provider in your order answers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Add Exo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>There is no Exo cluster in your list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Add one by its address.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Cluster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Model to load</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>A model on disk, or any that Exo knows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Load</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Load this model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Exo 0.x loads a model when it is asked: just ask it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>No machine is seen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Start Exo on each of them, in the same network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>No model is loaded</source>
   <translation>Kein Modell ist geladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Load one below.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Asking Exo…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Memory of {node}: {share:.0%} taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>{size:.1f} GB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Cancel loading {model}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Unload {model}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Examine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Examine the cluster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Looks for the known troubles of Exo. It costs nothing and changes nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>The most urgent first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Done.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Copy: {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Open…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Open the settings for: {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/exo.py" />
   <source>Command: {command}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Exo cannot answer any more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>After ten seconds: an election of a new master is no news.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Exo is back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>The cloud answers instead of your machines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>The first time, with the reason.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>A key is rejected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>A monthly cap is reached or an allowance used up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>General</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Chat window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Keep on top</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>The chat window stays over other windows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Notifications</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Each thing is told once in ten minutes at most.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Settings file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Edit it while TrayBridge runs: what you save there applies, comments stay.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>Open the settings file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/general.py" />
   <source>The icon only; the window stays closed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>{problem}: the key is kept only until TrayBridge ends.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Try again later.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Key for {provider}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>&amp;Key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Get a key…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Save it anyway</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Remove the key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>{key} is stored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Paste the key here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Get a key for {provider}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>The stored key {key} was given for {address} and goes nowhere else. Enter the key for this address.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>The keyring cannot be read now, so neither can the key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>{key} is used only for {address}, until TrayBridge ends: there is no keyring here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>{key} is used only for {address}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Without a key it is not asked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Leave it empty if this server needs none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Test and save the key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Test the stored key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Tests it at a free address, then stores it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>Costs nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>One moment…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>{key} is in the keyring.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/key_field.py" />
   <source>The key is gone from the keyring.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>is added</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>is completed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>is here already</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>is left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>What happens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>From</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>To know</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>What older tools left here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>What was found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Bring in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Remove the keys from the old files</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Look again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Looking…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Bringing in…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>What was ticked is here now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Everything is here now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>The old files still hold keys that anybody can read: {files}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Removing the keys…</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>{count} files hold no key any more.</source>
   <extracomment>For one: {count} file holds no key any more.</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Left as they are: {files}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Nothing is ticked, so nothing would be brought in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>There is nothing to bring in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>Everything is here already.</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>{count} providers</source>
   <extracomment>For one: {count} provider</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>{count} keys into the keyring</source>
   <extracomment>For one: {count} key into the keyring</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>{count} chats</source>
   <extracomment>For one: {count} chat</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/moving.py" />
   <source>This would bring in {things}. Nothing is changed yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Another host</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Any server that speaks OpenAI's or Exo's API: type its address above.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Is in your list at {address}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>OpenAI-compatible server at {host}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Exo cluster at {host}</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine, {count} models</source>
   <extracomment>For one: Runs on this machine, {count} model</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine, {count} models; in your list, switched off</source>
   <extracomment>For one: Runs on this machine, {count} model; in your list, switched off</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine; in your list, switched off</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine, {count} models; in your list</source>
   <extracomment>For one: Runs on this machine, {count} model; in your list</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine; in your list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>In your list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>On this machine, {address}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Cloud, needs a key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Cloud</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pairs_field.py" />
   <source>Remove</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pairs_field.py" />
   <source>Remove {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pairs_field.py" />
   <source>Remove this row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Privacy &amp; data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Journal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Older lines are deleted once a day. 0 days keep nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Keep the journal for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>One line for each request: who was asked, when, and what became of it. Never what was said.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>What was spent this month is in it too: monthly caps count from zero again at the next start.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Delete the journal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Every conversation that is kept, imported ones included.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Delete all chats</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>What is deleted here is gone at once and cannot be brought back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Moving</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Export…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Take your settings and chats along</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>One file, without keys, for another machine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Look…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Look what older tools left here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Bring in what older tools left here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Providers, keys and chats. Nothing is changed before you have seen it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Where the rest is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>In the keyring of this system, nowhere else. Never in a file, a log or a report.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Routing…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>What leaves this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Nothing: local only is on. Questions go to this machine and this network only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>A question goes to the one provider that answers it. In the cloud: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Nothing: no provider in the cloud is switched on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Export</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>TrayBridge export (*.json)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Written to {path}.</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>{count} lines deleted.</source>
   <extracomment>For one: {count} line deleted.</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>{count} chats deleted.</source>
   <extracomment>For one: {count} chat deleted.</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Delete…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>{deed}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Delete now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>{deed} now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/privacy.py" />
   <source>Keep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Use {provider}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>A tiny model that comes with TrayBridge and runs on this machine when nobody better can answer. It is quick and private, and often wrong. It is loaded when it is asked and leaves memory after ten minutes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Connection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Scheme, host and port.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Up to and including /v1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>The one that “Auto” asks here. Empty: whichever is ready, the last used first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>The one that “Auto” asks here. Empty: the first good one of its list.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Limits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Most in a month, in US dollars</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>no cap</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Most for one request, in US dollars</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>The worst case is estimated before a request is sent; a model without a known price is not asked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Free models only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Nothing here may cost money.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Headers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Sent with every request to this address. Keys do not belong here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Header</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Add header</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Remove this provider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>This month so far: ${spent:.2f}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Nothing spent this month.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Default model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>chosen for you</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_list.py" />
   <source>Providers by priority</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_list.py" />
   <source>Alt and the arrow keys move a provider, Space switches it on or off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_list.py" />
   <source>{name}, on, {words}, {place} of {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_list.py" />
   <source>{name}, off, {words}, {place} of {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>Providers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>Add…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>Up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>Move the provider up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>Asked earlier (Alt+Up)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>Down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>Move the provider down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>Asked later (Alt+Down)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>The first that can answer does. Drag them into your order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>{provider} is removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/providers.py" />
   <source>Its key goes too, when this line does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>When one cannot answer, the next is asked. Two answers are never mixed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Nothing leaves your machines and this network. It beats every other setting.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Nothing may cost money; a model with an unknown price counts as paid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Another model when nobody has the one asked for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>It is said under the answer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Connect</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>First sign of life</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>First word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Between words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>First word, all attempts together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>{seconds:g}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>{seconds:g} (cloud {there:g})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Routing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>What may happen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>While somebody is pinned nobody else is asked: failover does not help then. Local only still holds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Ask only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Kept until you change it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Unpin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Pinned from the menu, until TrayBridge ends.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Nobody: all in order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Patience, in seconds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>An empty field has the built-in value, which is shown in it. The last one left is never given up for slowness before its first word.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Aliases</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>A name that you or a program may ask for, and the models it stands for: provider:model, several with commas between them. The first one that can answer is asked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Alias</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Add alias</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>provider:model, provider:model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Now: {provider}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/routing.py" />
   <source>Now: Nobody</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/sidebar.py" />
   <source>Settings pages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Write it like 5 or 2.50; empty means no cap.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>“{text}” is no amount of money</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>“{text}” is no time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Write seconds, from {least:g} to {most:.0f}; empty is built in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>{what} “{value}” has no name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>{what} “{name}” has no value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Fill in both, or remove the row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Remove one of the two.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>{what} “{name}” is there twice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/window.py" />
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/window.py" />
   <source>Unlock…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/window.py" />
   <source>Unlock the keyring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/window.py" />
   <source>The last good settings are in force.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Exo, Ollama, LM Studio, llama.cpp and Jan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Welcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>On this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>In the cloud, with your key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Not now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>This does not come again; all of it is in the settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>All settings…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>For {programs}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Nothing found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>{programs} were looked for.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Show…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Show what older tools left here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Older tools left something here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Nobody can answer yet: start Exo, or enter a key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Just ask: a tiny starter model answers. Better ones are connected here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Ask below: {provider} answers ({words}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>In use: {words}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Runs here and wants a key: add it, then enter the key in the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Runs here, without a model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Use it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Use the key for {provider} from {variable}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>A key for {provider} is in your environment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>{variable}, {key}. It is used only if you say so, and then kept in the keyring.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>{key} is in the keyring and in use.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
