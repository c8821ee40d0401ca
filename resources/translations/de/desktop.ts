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
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>Somebody removed it meanwhile.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>Choose it in the list.</source>
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
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Write it like 5 or 2.50; empty means no cap.</source>
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
 </context>
</TS>
