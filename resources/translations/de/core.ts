<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/core/active_config.py" />
   <source>There is no provider “{provider}”</source>
   <translation>Es gibt keinen Anbieter „{provider}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/active_config.py" />
   <source>traybridge providers list shows them.</source>
   <translation>traybridge providers list zeigt alle an.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/budget.py" />
   <source>what was spent is not known</source>
   <translation>was ausgegeben wurde, ist nicht bekannt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/budget.py" />
   <source>monthly cap reached (${spent:.2f} of ${cap:.2f})</source>
   <translation>Monatsgrenze erreicht ({spent:.2f} $ von {cap:.2f} $)</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/budget.py" />
   <source>one request at a time under its monthly cap: a price is unknown</source>
   <translation>unter der Monatsgrenze eine Anfrage zur Zeit: ein Preis ist unbekannt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/budget.py" />
   <source>this request may cost ${cost:.4f}, of its monthly cap ${left:.4f} are left</source>
   <translation>diese Anfrage kann {cost:.4f} $ kosten, von der Monatsgrenze sind {left:.4f} $ übrig</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/cluster.py" />
   <source>downloading</source>
   <translation>wird heruntergeladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/cluster.py" />
   <source>downloading {share:.0%}</source>
   <translation>wird heruntergeladen ({share:.0%})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/cluster.py" />
   <source>loading</source>
   <translation>lädt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/cluster.py" />
   <source>loading {share:.0%}</source>
   <translation>wird geladen ({share:.0%})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/cluster.py" />
   <source>ready</source>
   <translation>bereit</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/cluster.py" />
   <source>busy</source>
   <translation>beschäftigt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/cluster.py" />
   <source>failed</source>
   <translation>fehlgeschlagen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/cluster.py" />
   <source>warming up</source>
   <translation>wird aufgewärmt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Give each provider an id of its own.</source>
   <translation>Geben Sie jedem Anbieter eine eigene ID.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Two providers are called “{provider}”</source>
   <translation>Zwei Anbieter heißen „{provider}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The pinned provider “{provider}” does not exist</source>
   <translation>Den festgelegten Anbieter „{provider}“ gibt es nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Use one of {names}, or an empty text for none.</source>
   <translation>Möglich sind: {names}; ein leerer Text steht für keinen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Write it as "provider:model", for example "openrouter:openai/gpt-4o".</source>
   <translation>Schreiben Sie "Anbieter:Modell", zum Beispiel "openrouter:openai/gpt-4o".</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The alias “{alias}” points to “{target}”</source>
   <translation>Der Alias „{alias}“ verweist auf „{target}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>A provider has no usable id</source>
   <translation>Ein Anbieter hat keine brauchbare ID</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Give it a short name, for example “openrouter”.</source>
   <translation>Geben Sie ihm einen kurzen Namen, zum Beispiel „openrouter“.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>There is no preset “{preset}”</source>
   <translation>Es gibt keine Vorlage „{preset}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Use one of {names}.</source>
   <translation>Möglich sind: {names}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>A header's name has letters, digits and hyphens, its value printable characters.</source>
   <translation>Der Name einer Kopfzeile besteht aus Buchstaben, Ziffern und Bindestrichen, ihr Wert aus druckbaren Zeichen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The header “{header}” cannot be sent</source>
   <translation>Die Kopfzeile „{header}“ kann nicht gesendet werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Keys belong in the keyring: traybridge keys set.</source>
   <translation>Schlüssel gehören in den Schlüsselbund: traybridge keys set.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The header “{header}” carries a key</source>
   <translation>Die Kopfzeile „{header}“ enthält einen Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Write it like http://127.0.0.1:52415 or https://openrouter.ai/api/v1.</source>
   <translation>Schreiben Sie sie so: http://127.0.0.1:52415 oder https://openrouter.ai/api/v1.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address (base_url) is missing</source>
   <translation>Die Adresse (base_url) fehlt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address (base_url) cannot be read</source>
   <translation>Die Adresse (base_url) ist nicht lesbar</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address (base_url) holds a user name or a key</source>
   <translation>Die Adresse (base_url) enthält einen Benutzernamen oder einen Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Leave it out; keys belong in the keyring.</source>
   <translation>Lassen Sie ihn weg; Schlüssel gehören in den Schlüsselbund.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address “{address}” does not begin with http:// or https://</source>
   <translation>Die Adresse „{address}“ beginnt nicht mit http:// oder https://</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address “{address}” names no host</source>
   <translation>Die Adresse „{address}“ nennt keinen Server</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/conversation.py" />
   <source>A defect of TrayBridge: {name}</source>
   <translation>Ein Fehler in TrayBridge: {name}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/conversation.py" />
   <source>Ask again; the log tells more.</source>
   <translation>Fragen Sie noch einmal; mehr steht im Protokoll.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/discovery.py" />
   <source>Server on port {port}</source>
   <translation>Server an Port {port}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/ending.py" />
   <source>Cut at its length limit</source>
   <translation>An der Längengrenze abgeschnitten</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/ending.py" />
   <source>Stopped by the host's filter</source>
   <translation>Vom Filter des Anbieters angehalten</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/ending.py" />
   <source>It asked for a tool to be run; nothing was run</source>
   <translation>Es sollte ein Werkzeug ausgeführt werden; ausgeführt wurde nichts</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/ending.py" />
   <source>It sent a picture, which cannot be shown here yet</source>
   <translation>Es kam ein Bild, das hier noch nicht gezeigt werden kann</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/ending.py" />
   <source>It sent sound, which cannot be played here</source>
   <translation>Es kam Ton, der hier nicht abgespielt werden kann</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/ending.py" />
   <source>Stopped: it only said the same again and again</source>
   <translation>Angehalten: es sagte nur immer wieder dasselbe</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/ending.py" />
   <source>It thought, but wrote no answer</source>
   <translation>Es wurde nachgedacht, aber keine Antwort geschrieben</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/errors.py" />
   <source>a defect of TrayBridge: {name}</source>
   <translation>ein Fehler in TrayBridge: {name}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/errors.py" />
   <source>Please report it, with what the log says.</source>
   <translation>Bitte melden Sie ihn mit dem, was im Protokoll steht.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>There is nobody to ask</source>
   <translation>Niemand kann gefragt werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>There is no such provider; traybridge providers list shows them.</source>
   <translation>Diesen Anbieter gibt es nicht; traybridge providers list zeigt alle an.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>Nobody has the model “{model}”</source>
   <translation>Niemand hat das Modell „{model}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>traybridge models lists what there is.</source>
   <translation>traybridge models zeigt, was es gibt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>Did you mean {models}?</source>
   <translation>Meinten Sie {models}?</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>The model is not ready yet</source>
   <translation>Das Modell ist noch nicht bereit</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>It comes by itself: ask again when it is loaded, or switch another provider on.</source>
   <translation>Es kommt von selbst: später noch einmal fragen, wenn es geladen ist, oder einen anderen Anbieter einschalten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>Start Exo, or ask for a model that somebody else has.</source>
   <translation>Exo starten oder nach einem Modell fragen, das ein anderer hat.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>Choose a model for the provider, or name one in the request.</source>
   <translation>Wählen Sie für den Anbieter ein Modell, oder nennen Sie eines in der Anfrage.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>Start Exo, switch a provider on, or enter a key; traybridge doctor tells what is missing.</source>
   <translation>Starten Sie Exo, schalten Sie einen Anbieter ein, oder geben Sie einen Schlüssel ein; traybridge doctor sagt, was fehlt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>{what} ({why})</source>
   <translation>{what} ({why})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>{name} refused this request: {why}</source>
   <translation>{name} hat diese Anfrage abgelehnt: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>Change the request and send it again.</source>
   <translation>Ändern Sie die Anfrage, und senden Sie sie erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>What had arrived is kept. Ask for the rest, or ask again.</source>
   <translation>Was angekommen ist, bleibt erhalten. Bitten Sie um den Rest, oder fragen Sie noch einmal.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>The answer of {name} broke off: {why}</source>
   <translation>Die Antwort von {name} ist abgebrochen: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>{name}: {what}</source>
   <translation>{name}: {what}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>No provider could answer. {reasons}</source>
   <translation>Kein Anbieter konnte antworten. {reasons}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/failure_messages.py" />
   <source>Try again, or see traybridge doctor.</source>
   <translation>Versuchen Sie es erneut, oder sehen Sie mit traybridge doctor nach.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{seconds} s</source>
   <translation>{seconds} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{minutes} min</source>
   <translation>{minutes} min</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{hours} h</source>
   <translation>{hours} h</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{milliseconds:.0f} ms</source>
   <translation>{milliseconds:.0f} ms</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{seconds:.1f} s</source>
   <translation>{seconds:.1f} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{seconds:.0f} s</source>
   <translation>{seconds:.0f} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{minutes:.1f} min</source>
   <translation>{minutes:.1f} min</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{seconds:.0f} s ago</source>
   <translation>vor {seconds:.0f} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{minutes:.0f} min ago</source>
   <translation>vor {minutes:.0f} min</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{hours:.0f} h ago</source>
   <translation>vor {hours:.0f} h</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{total:.0f} GB</source>
   <translation>{total:.0f} GB</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{used:.0f} of {total:.0f} GB</source>
   <translation>{used:.0f} von {total:.0f} GB</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{size:.1f} GB</source>
   <translation>{size:.1f} GB</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{thousands:.3g}k</source>
   <translation>{thousands:.3g}k</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{speed:.0f} tok/s</source>
   <translation>{speed:.0f} Token/s</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>{speed:.1f} tok/s</source>
   <translation>{speed:.1f} Token/s</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>${dollars:.4f}</source>
   <translation>{dollars:.4f} $</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/formatting.py" />
   <source>${dollars:.2f}</source>
   <translation>{dollars:.2f} $</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/health.py" />
   <source>The key was refused</source>
   <translation>Der Schlüssel wurde abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/health.py" />
   <source>Enter a new key for this provider.</source>
   <translation>Geben Sie für diesen Anbieter einen neuen Schlüssel ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/key_warning.py" />
   <source>Its key goes unencrypted over the internet (http://), where others can read it: use https:// if the host offers it.</source>
   <translation>Der Schlüssel geht unverschlüsselt durchs Internet (http://), wo andere ihn lesen können: Nehmen Sie https://, wenn der Host es anbietet.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/keyring.py" />
   <source>There is no keyring here</source>
   <translation>Hier gibt es keinen Schlüsselbund</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/keyring.py" />
   <source>The key is kept for this session only.</source>
   <translation>Der Schlüssel wird nur für diese Sitzung behalten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/kinds.py" />
   <source>Exo cluster</source>
   <translation>Exo-Cluster</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/kinds.py" />
   <source>OpenAI-compatible server</source>
   <translation>OpenAI-kompatibler Server</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/kinds.py" />
   <source>Anthropic-compatible server</source>
   <translation>Anthropic-kompatibler Server</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/kinds.py" />
   <source>Starter model</source>
   <translation>Startmodell</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/monitor.py" />
   <source>No answer so far</source>
   <translation>Bisher keine Antwort</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/monitor.py" />
   <source>Is it busy or stuck?</source>
   <translation>Ist er beschäftigt, oder hängt er?</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/monitor.py" />
   <source>No answer to a look at its health</source>
   <translation>Keine Antwort auf die Prüfung</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>keyring locked</source>
   <translation>Schlüsselbund gesperrt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>its key cannot be read</source>
   <translation>sein Schlüssel ist nicht lesbar</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>no key for this address</source>
   <translation>kein Schlüssel für diese Adresse</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>no key</source>
   <translation>kein Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>no model chosen</source>
   <translation>kein Modell ausgewählt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>has no model “{model}”</source>
   <translation>hat kein Modell „{model}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>failover is off</source>
   <translation>Ausweichen ist ausgeschaltet</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>model not loaded</source>
   <translation>Modell nicht geladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>context {window} &lt; {needed} needed</source>
   <translation>Kontext {window}, nötig sind {needed}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>only {provider} was asked for</source>
   <translation>nur {provider} war gewünscht</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>switched off</source>
   <translation>ausgeschaltet</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>pinned to {provider}</source>
   <translation>festgelegt auf {provider}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>local only</source>
   <translation>nur lokal</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>not installed</source>
   <translation>nicht installiert</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>no fallback while another provider is set up</source>
   <translation>kein Ersatz, solange ein anderer Anbieter eingerichtet ist</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>free only: {model} costs money</source>
   <translation>nur kostenlos: {model} kostet Geld</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>free only: {model} has an unknown price</source>
   <translation>nur kostenlos: der Preis von {model} ist unbekannt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>cap for one request: the price of {model} is unknown</source>
   <translation>Grenze je Anfrage: der Preis von {model} ist unbekannt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>one request may cost ${cost:.4f}, the cap is ${cap:.4f}</source>
   <translation>eine Anfrage kann {cost:.4f} $ kosten, die Grenze ist {cap:.4f} $</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>key rejected</source>
   <translation>Schlüssel abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>quota used up, again in {time}</source>
   <translation>Kontingent aufgebraucht, wieder in {time}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>being tested by another request</source>
   <translation>wird gerade mit einer anderen Anfrage erprobt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>cooling down {time}</source>
   <translation>pausiert noch {time}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>{what}: {why}</source>
   <translation>{what}: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>not reachable</source>
   <translation>nicht erreichbar</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>not looked at yet</source>
   <translation>noch nicht geprüft</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>“{model}” could be {others}</source>
   <translation>„{model}“ könnte {others} sein</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>has {model}, and is not running ({why})</source>
   <translation>hat {model} und läuft nicht ({why})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>has {model}, and does not answer ({why})</source>
   <translation>hat {model} und antwortet nicht ({why})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>{first} or {second}</source>
   <translation>{first} oder {second}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>nothing is loaded</source>
   <translation>nichts geladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>model not loaded ({why})</source>
   <translation>Modell nicht geladen ({why})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/planning.py" />
   <source>model not loaded: {model} is {state}</source>
   <translation>Modell nicht geladen: {model} – {state}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/cures.py" />
   <source>Switch on</source>
   <translation>Einschalten</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/cures.py" />
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/cures.py" />
   <source>Load a model…</source>
   <translation>Modell laden…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/cures.py" />
   <source>Choose a model…</source>
   <translation>Modell wählen…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/cures.py" />
   <source>Enter key…</source>
   <translation>Schlüssel eingeben…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/cures.py" />
   <source>New key…</source>
   <translation>Neuer Schlüssel…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/cures.py" />
   <source>Routing…</source>
   <translation>Routing…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/cures.py" />
   <source>Settings…</source>
   <translation>Einstellungen…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/cures.py" />
   <source>Ask {name} again</source>
   <translation>{name} noch einmal fragen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>no answer</source>
   <translation>keine Antwort</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>TrayBridge itself</source>
   <translation>TrayBridge selbst</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{count} nodes</source>
   <extracomment>For one: {count} node</extracomment>
   <translation>
    <numerusform>{count} Knoten</numerusform>
    <numerusform>{count} Knoten</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{line} – instead of {model}</source>
   <translation>{line} – statt {model}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{line} – {because}</source>
   <translation>{line} – {because}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{name} ({model}): {what}, {time}</source>
   <translation>{name} ({model}): {what}, {time}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>answered</source>
   <translation>geantwortet</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{name}: not asked, {reason}</source>
   <translation>{name}: nicht gefragt, {reason}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>first word after {first}, {total} in all</source>
   <translation>erstes Wort nach {first}, insgesamt {total}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>nodes: {nodes}</source>
   <translation>Knoten: {nodes}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{read} tokens read, {written} written</source>
   <translation>{read} Token gelesen, {written} geschrieben</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>free</source>
   <translation>kostenlos</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>cost ${cost:.6f}</source>
   <translation>kostete {cost:.6f} $</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>ready (tiny)</source>
   <translation>bereit (winzig)</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>ok</source>
   <translation>in Ordnung</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>not running</source>
   <translation>läuft nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{nodes} not seen lately</source>
   <translation>{nodes} länger nicht gesehen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{models} ready</source>
   <translation>{models} bereit</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{models} busy</source>
   <translation>{models} beschäftigt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{model} failed: {why}</source>
   <translation>{model} fehlgeschlagen: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{model} failed</source>
   <translation>{model} fehlgeschlagen</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>{models} and {count} more</source>
   <extracomment>For one: {models} and {count} more</extracomment>
   <translation>
    <numerusform>{models} und {count} weiteres</numerusform>
    <numerusform>{models} und {count} weitere</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>next in {name}'s queue</source>
   <translation>als Nächstes in der Warteschlange von {name}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>second in {name}'s queue</source>
   <translation>an zweiter Stelle in der Warteschlange von {name}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>third in {name}'s queue</source>
   <translation>an dritter Stelle in der Warteschlange von {name}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>number {place} in {name}'s queue</source>
   <translation>Nummer {place} in der Warteschlange von {name}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/describe.py" />
   <source>This came from the tiny starter model that ships with TrayBridge: it is quick and private, speaks English only, and is often wrong. Better answers come from Exo, or from a provider such as OpenRouter or Hugging Face.</source>
   <translation>Das kam vom winzigen Startmodell, das TrayBridge beiliegt: Es ist schnell und privat, kann nur Englisch und irrt sich oft. Bessere Antworten kommen von Exo oder von einem Anbieter wie OpenRouter oder Hugging Face.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>{hint} The last good settings are in force.</source>
   <translation>{hint} Die letzten brauchbaren Einstellungen gelten weiter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Settings are fine ({file})</source>
   <translation>Die Einstellungen sind in Ordnung ({file})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>No settings file yet: all defaults ({file})</source>
   <translation>Noch keine Einstellungsdatei: alles wie vorgegeben ({file})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>The system's keyring can be used</source>
   <translation>Der Schlüsselbund des Systems ist verwendbar</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>The history was damaged and is kept as {file}</source>
   <translation>Der Verlauf war beschädigt und wird als {file} aufbewahrt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>The journal can be used (empty)</source>
   <translation>Das Journal ist verwendbar (leer)</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>The journal can be used</source>
   <translation>Das Journal ist verwendbar</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>TrayBridge is not running</source>
   <translation>TrayBridge läuft nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>TrayBridge is running (process {pid})</source>
   <translation>TrayBridge läuft (Prozess {pid})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>traybridge chats in the terminal, or runs as a service.</source>
   <translation>traybridge chattet im Terminal oder läuft als Dienst.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>There is no display</source>
   <translation>Es gibt keinen Bildschirm</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>There is a place for the icon</source>
   <translation>Es gibt einen Platz für das Symbol</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>There is no session bus; only an X11 tray can show the icon</source>
   <translation>Es gibt keinen Sitzungsbus; nur ein X11-Infobereich kann das Symbol zeigen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>This desktop has a place for the icon</source>
   <translation>Dieser Desktop hat einen Platz für das Symbol</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Nothing on the session bus shows tray icons; only an X11 tray can show the icon</source>
   <translation>Am Sitzungsbus zeigt nichts Symbole an; nur ein X11-Infobereich kann das Symbol zeigen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>GNOME needs the extension AppIndicator and KStatusNotifierItem Support. Until then: traybridge open.</source>
   <translation>GNOME braucht die Erweiterung AppIndicator and KStatusNotifierItem Support. Bis dahin: traybridge open.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Is it busy or stuck? Restart it if it stays so.</source>
   <translation>Ist er beschäftigt, oder hängt er? Starten Sie ihn neu, wenn es so bleibt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>It is {program}. {hint}</source>
   <translation>Es ist {program}. {hint}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Is the address right, and is it running?</source>
   <translation>Stimmt die Adresse, und läuft das Programm dort?</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>It wants a key.</source>
   <translation>Ein Schlüssel wird verlangt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Unlock the keyring; its key is read then.</source>
   <translation>Entsperren Sie den Schlüsselbund; dann wird der Schlüssel gelesen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Enter it again.</source>
   <translation>Geben Sie ihn noch einmal ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>The stored one was given for another address and is not sent here. Enter one for this address.</source>
   <translation>Der gespeicherte gilt für eine andere Adresse und wird hierher nicht gesendet. Geben Sie einen für diese Adresse ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Get one at {page}, then enter it.</source>
   <translation>Holen Sie sich einen unter {page}, und geben Sie ihn ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Enter it.</source>
   <translation>Geben Sie ihn ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>key rejected ({why})</source>
   <translation>Schlüssel abgelehnt ({why})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Enter a new key.</source>
   <translation>Geben Sie einen neuen Schlüssel ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>It is asked again when the journal can be read.</source>
   <translation>Er wird wieder gefragt, wenn das Journal gelesen werden kann.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Raise the cap, or wait for the next month.</source>
   <translation>Heben Sie die Grenze an, oder warten Sie auf den nächsten Monat.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Name a model.</source>
   <translation>Nennen Sie ein Modell.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>Choose one of its {count} models, for example {examples}.</source>
   <translation>Wählen Sie ein Modell aus ({count} vorhanden), zum Beispiel {examples}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>reachable, but no model is chosen</source>
   <translation>erreichbar, aber kein Modell ausgewählt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>key: {what}</source>
   <translation>Schlüssel: {what}</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/core/presentation/diagnosis.py" />
   <source>{count} models</source>
   <extracomment>For one: {count} model</extracomment>
   <translation>
    <numerusform>{count} Modell</numerusform>
    <numerusform>{count} Modelle</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/examination.py" />
   <source>not checked: no answer</source>
   <translation>nicht geprüft: keine Antwort</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>Starting…</source>
   <translation>Startet …</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>{name} answers: {why}</source>
   <translation>{name} antwortet: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>{name} answers, local only</source>
   <translation>{name} antwortet, nur lokal</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>{name} answers, tiny</source>
   <translation>{name} antwortet, winzig</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>{name} answers, {model}</source>
   <translation>{name} antwortet, {model}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>{name} answers</source>
   <translation>{name} antwortet</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>Nobody can answer</source>
   <translation>Niemand kann antworten</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>{name} does not answer</source>
   <translation>{name} antwortet nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>{node} left</source>
   <translation>{node} ist weg</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>{name} is {what}</source>
   <translation>{name}: {what}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>{name} has no model loaded</source>
   <translation>{name} hat kein Modell geladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/headline.py" />
   <source>{name} cannot answer</source>
   <translation>{name} kann nicht antworten</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/memory_parts.py" />
   <source>the system and other programs, {size}</source>
   <translation>das System und andere Programme, {size}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/memory_parts.py" />
   <source>about {size}</source>
   <translation>etwa {size}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/notices.py" />
   <source>{node} left the cluster</source>
   <translation>{node} hat den Cluster verlassen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/notices.py" />
   <source>It answers again.</source>
   <translation>Antwortet wieder.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/notices.py" />
   <source>{model} is ready.</source>
   <translation>{model} ist bereit.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/notices.py" />
   <source>{model} is ready on {machines}.</source>
   <translation>{model} ist auf {machines} bereit.</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/core/presentation/notices.py" />
   <source>{count} Macs</source>
   <extracomment>For one: {count} Mac</extracomment>
   <translation>
    <numerusform>{count} Mac</numerusform>
    <numerusform>{count} Macs</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/core/presentation/notices.py" />
   <source>{count} machines</source>
   <extracomment>For one: {count} machine</extracomment>
   <translation>
    <numerusform>{count} Rechner</numerusform>
    <numerusform>{count} Rechner</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/provenance_card.py" />
   <source>instead of {model}</source>
   <translation>statt {model}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/provenance_card.py" />
   <source>First word</source>
   <translation>Erstes Wort</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/provenance_card.py" />
   <source>Speed</source>
   <translation>Tempo</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/provenance_card.py" />
   <source>Tokens</source>
   <translation>Tokens</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/provenance_card.py" />
   <source>Cost</source>
   <translation>Kosten</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/remedies.py" />
   <source>{name}: load a model…</source>
   <translation>{name}: Modell laden…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/remedies.py" />
   <source>Unlock the keyring…</source>
   <translation>Schlüsselbund entsperren…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/remedies.py" />
   <source>{name}: new key…</source>
   <translation>{name}: neuer Schlüssel…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/remedies.py" />
   <source>{name}: enter its key again…</source>
   <translation>{name}: Schlüssel noch einmal eingeben…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/remedies.py" />
   <source>{name}: load {model} again…</source>
   <translation>{name}: {model} noch einmal laden…</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/route_stops.py" />
   <source>cannot answer now</source>
   <translation>kann gerade nicht antworten</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/route_stops.py" />
   <source>tiny</source>
   <translation>winzig</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/status.py" />
   <source>nodes are finding each other</source>
   <translation>die Knoten finden sich gerade</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/status.py" />
   <source>no model is loaded</source>
   <translation>kein Modell ist geladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/status.py" />
   <source>failed: {why}</source>
   <translation>fehlgeschlagen: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/status.py" />
   <source>degraded</source>
   <translation>eingeschränkt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/status.py" />
   <source>{state} {model}</source>
   <translation>{model} {state}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/status.py" />
   <source>downloading {model}</source>
   <translation>{model} wird heruntergeladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/status.py" />
   <source>downloading {model} {share:.0%}</source>
   <translation>{model} wird heruntergeladen ({share:.0%})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/status.py" />
   <source>loading {model}</source>
   <translation>{model} wird geladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/status.py" />
   <source>loading {model} {share:.0%}</source>
   <translation>{model} wird geladen ({share:.0%})</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>Looking who can answer</source>
   <translation>Wer antworten kann, wird gesucht</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>{name} is loading {model}</source>
   <translation>{name} lädt {model}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>About {time} more. Your question waits until then.</source>
   <translation>Noch etwa {time}. Ihre Frage wartet so lange.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>{share:.0%}</source>
   <translation>{share:.0%}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>{name} is loading the model</source>
   <translation>{name} lädt das Modell</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>Your question waits until then.</source>
   <translation>Ihre Frage wartet so lange.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>First word in about {time}.</source>
   <translation>Erstes Wort in etwa {time}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>{name} is reading</source>
   <translation>{name} liest</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>It is asked again in {time}.</source>
   <translation>Noch einmal gefragt wird in {time}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>Asking {name}</source>
   <translation>{name} wird gefragt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>{total:,.0f} tokens</source>
   <translation>{total:,.0f} Token</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/waiting.py" />
   <source>{done:,.0f} of {total:,.0f} tokens</source>
   <translation>{done:,.0f} von {total:,.0f} Token</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>{name} is answering</source>
   <translation>{name} antwortet</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>{name} is loading.</source>
   <translation>{name} lädt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>Nobody can answer with this model</source>
   <translation>Mit diesem Modell kann niemand antworten</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>Nobody can answer with this model.</source>
   <translation>Mit diesem Modell kann niemand antworten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>Choose Auto or another model.</source>
   <translation>Wählen Sie Auto oder ein anderes Modell.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>Local only is on, and nothing on your network can answer.</source>
   <translation>„Nur lokal“ ist an, und in Ihrem Netz kann niemand antworten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>Nobody can answer yet.</source>
   <translation>Noch kann niemand antworten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>until {name} is back</source>
   <translation>bis {name} zurück ist</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>until {name} has loaded, {share}</source>
   <translation>bis {name} geladen hat, {share}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>until {name} has loaded</source>
   <translation>bis {name} geladen hat</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>The starter model answers, tiny</source>
   <translation>Das Startmodell antwortet, winzig</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>{name} answers with {model}</source>
   <translation>{name} antwortet mit {model}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>The starter model answers.</source>
   <translation>Das Startmodell antwortet.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>{name} answers.</source>
   <translation>{name} antwortet.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>{name}: {what}.</source>
   <translation>{name}: {what}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>It is quick and private, and often wrong: it is tiny.</source>
   <translation>Es ist schnell und privat und irrt sich oft: Es ist winzig.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>Questions leave your network and may cost money.</source>
   <translation>Fragen verlassen Ihr Netz und können Geld kosten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>Nothing leaves your network.</source>
   <translation>Nichts verlässt Ihr Netz.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>The cloud is asked only if {name} cannot.</source>
   <translation>Die Cloud wird nur gefragt, wenn {name} nicht kann.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>{model} is ready on {node}.</source>
   <translation>{model} ist auf {node} bereit.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>{model} is ready on {node} and {other}.</source>
   <translation>{model} ist auf {node} und {other} bereit.</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/core/presentation/who_answers.py" />
   <source>{model} is ready on {count} machines.</source>
   <extracomment>For one: {model} is ready on {count} machine.</extracomment>
   <translation>
    <numerusform>{model} ist auf {count} Rechner bereit.</numerusform>
    <numerusform>{model} ist auf {count} Rechnern bereit.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/core/presets.py" />
   <source>OpenAI-compatible host</source>
   <translation>OpenAI-kompatibler Server</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/provider_registry.py" />
   <source>There is no Exo cluster “{cluster}”</source>
   <translation>Es gibt keinen Exo-Cluster „{cluster}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_checks.py" />
   <source>There is no message to answer</source>
   <translation>Es gibt keine Nachricht, die beantwortet werden kann</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_checks.py" />
   <source>Write something and send it again.</source>
   <translation>Schreiben Sie etwas, und senden Sie es erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_checks.py" />
   <source>Message {position} has an unknown role</source>
   <translation>Nachricht {position} hat eine unbekannte Rolle</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_checks.py" />
   <source>The message is empty</source>
   <translation>Die Nachricht ist leer</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_checks.py" />
   <source>The model name is empty</source>
   <translation>Der Name des Modells ist leer</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_checks.py" />
   <source>Use “auto” or a model's name.</source>
   <translation>Verwenden Sie „auto“ oder den Namen eines Modells.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_checks.py" />
   <source>Send a shorter part of it.</source>
   <translation>Senden Sie einen kürzeren Teil davon.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_checks.py" />
   <source>Message {position} is too long: {characters:,} characters, at most {most:,}</source>
   <translation>Nachricht {position} ist zu lang: {characters:,} Zeichen, höchstens {most:,}</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_checks.py" />
   <source>Scale the image down and send it again.</source>
   <translation>Verkleinern Sie das Bild, und senden Sie es erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_checks.py" />
   <source>An image in message {position} is too large: {size} MiB, at most 20 MiB</source>
   <translation>Ein Bild in Nachricht {position} ist zu groß: {size} MiB, höchstens 20 MiB</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_state.py" />
   <source>The answer ended without a finish reason</source>
   <translation>Die Antwort endete ohne Angabe eines Grundes</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_state.py" />
   <source>The conversation fills the model's context window</source>
   <translation>Die Unterhaltung füllt das Kontextfenster des Modells</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/request_state.py" />
   <source>Start a new conversation, or use a model with a larger context window.</source>
   <translation>Beginnen Sie einen neuen Chat, oder nehmen Sie ein Modell mit größerem Kontextfenster.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/route_attempt.py" />
   <source>stopped by the person or program that asked</source>
   <translation>abgebrochen von der Person oder dem Programm, das gefragt hat</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>not needed: somebody before it answered</source>
   <translation>nicht nötig: Ein anderer hat vorher geantwortet</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>stopped before its turn</source>
   <translation>vorher abgebrochen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>its context is not larger</source>
   <translation>der Kontext ist nicht größer</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>the request itself was refused</source>
   <translation>die Anfrage selbst wurde abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>another provider had begun to answer</source>
   <translation>ein anderer Anbieter antwortete bereits</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>no time was left</source>
   <translation>die Zeit war abgelaufen</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>The key is empty</source>
   <translation>Der Schlüssel ist leer</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>Paste the key and try again; the stored key stays as it was.</source>
   <translation>Fügen Sie den Schlüssel ein, und versuchen Sie es erneut; der gespeicherte Schlüssel bleibt, wie er war.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>The key has a blank, a line break or another character inside that no key has</source>
   <translation>Der Schlüssel enthält ein Leerzeichen, einen Zeilenumbruch oder ein anderes Zeichen, das in keinem Schlüssel vorkommt</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>Copy it again in one piece, with nothing before or after it.</source>
   <translation>Kopieren Sie ihn noch einmal in einem Stück, ohne etwas davor oder dahinter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/stream_timeout.py" />
   <source>No response within {seconds:g} s</source>
   <translation>Keine Reaktion innerhalb von {seconds:g} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/stream_timeout.py" />
   <source>No first word within {seconds:g} s</source>
   <translation>Kein erstes Wort innerhalb von {seconds:g} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/stream_timeout.py" />
   <source>Nothing more came for {seconds:g} s</source>
   <translation>Seit {seconds:g} s kam nichts mehr</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/stream_timeout.py" />
   <source>No first word within {seconds:g} s in all</source>
   <translation>Kein erstes Wort innerhalb von insgesamt {seconds:g} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/stream_timeout.py" />
   <source>The provider may be overloaded; try again or ask another one.</source>
   <translation>Der Anbieter ist vielleicht überlastet; versuchen Sie es erneut, oder fragen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/core/usage.py" />
   <source>Raise the cap in the settings, or wait for the next month.</source>
   <translation>Erhöhen Sie die Grenze in den Einstellungen, oder warten Sie auf den nächsten Monat.</translation>
  </message>
 </context>
</TS>
