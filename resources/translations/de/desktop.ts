<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/desktop/application.py" />
   <source>The connection to the screen was lost</source>
   <translation>Die Verbindung zum Bildschirm ist abgebrochen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/application.py" />
   <source>Start TrayBridge again.</source>
   <translation>Starten Sie TrayBridge neu.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/answer.py" />
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/answer_actions.py" />
   <source>Copy answer</source>
   <translation>Antwort kopieren</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/answer_actions.py" />
   <source>Answer again</source>
   <translation>Neu antworten lassen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/answer_actions.py" />
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/chat_menu.py" />
   <source>Local only</source>
   <translation>Nur lokal</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/chat_menu.py" />
   <source>Keep on top</source>
   <translation>Im Vordergrund halten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/chat_menu.py" />
   <source>Diagnostics</source>
   <translation>Diagnose</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/chat_menu.py" />
   <source>Quit TrayBridge</source>
   <translation>TrayBridge beenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/code_boxes.py" />
   <source>Copy code</source>
   <translation>Code kopieren</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer.py" />
   <source>Message</source>
   <translation>Nachricht</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer.py" />
   <source>Ask anything</source>
   <translation>Fragen Sie etwas</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer_box.py" />
   <source>Answer on your own network only</source>
   <translation>Nur im eigenen Netz antworten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer_box.py" />
   <source>Esc stops</source>
   <translation>Esc hält an</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer_box.py" />
   <source>Local only is on. Press to ask the cloud again.</source>
   <translation>„Nur lokal“ ist an. Drücken, um die Cloud wieder zu fragen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer_box.py" />
   <source>Ask the cloud again ({keys})</source>
   <translation>Die Cloud wieder fragen ({keys})</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer_box.py" />
   <source>Ask; it stays on your network</source>
   <translation>Fragen Sie; es bleibt in Ihrem Netz</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer_box.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer_box.py" />
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer_box.py" />
   <source>Stop this answer ({keys})</source>
   <translation>Diese Antwort abbrechen ({keys})</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer_box.py" />
   <source>Send (Enter)</source>
   <translation>Senden (Eingabetaste)</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/composer_box.py" />
   <source>Write something first</source>
   <translation>Schreiben Sie zuerst etwas</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/empty_state.py" />
   <source>Explain what I copied</source>
   <translation>Erklären, was ich kopiert habe</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/empty_state.py" />
   <source>What does this error mean?</source>
   <translation>Was bedeutet dieser Fehler?</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/empty_state.py" />
   <source>paste it below</source>
   <translation>unten einfügen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/empty_state.py" />
   <source>Explain this:</source>
   <translation>Erkläre das:</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/failure_view.py" />
   <source>Your question is kept. One of these is enough:</source>
   <translation>Ihre Frage ist noch da. Eines davon genügt:</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/failure_view.py" />
   <source>and {count} more</source>
   <translation>und {count} weiteres</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/failure_view.py" />
   <source>Switched on</source>
   <translation>Eingeschaltet</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/failure_view.py" />
   <source>It is switched on now: try again.</source>
   <translation>Jetzt ist er eingeschaltet: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/failure_view.py" />
   <source>Try all again</source>
   <translation>Alle noch einmal fragen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/failure_view.py" />
   <source>Retry in {seconds} s</source>
   <translation>Erneut in {seconds} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/header.py" />
   <source>New chat</source>
   <translation>Neuer Chat</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/header.py" />
   <source>Menu</source>
   <translation>Menü</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/header.py" />
   <source>Auto</source>
   <translation>Auto</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/header.py" />
   <source>Model: {model}. {who}.</source>
   <translation>Modell: {model}. {who}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/header.py" />
   <source>Choose a model, or type its name</source>
   <translation>Ein Modell wählen oder seinen Namen eingeben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/markdown.py" />
   <source>{address} is not opened: only web and mail addresses are</source>
   <translation>{address} wird nicht geöffnet: nur Web- und Mail-Adressen werden es</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/model_picker.py" />
   <source>your own machines first</source>
   <translation>eigene Rechner zuerst</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/model_picker.py" />
   <source>Use “{model}”</source>
   <translation>„{model}“ verwenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/model_picker.py" />
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/model_picker.py" />
   <source>Find or type a model</source>
   <translation>Modell suchen oder eingeben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/model_picker.py" />
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/provenance_card.py" />
   <source>Why not {name}?</source>
   <translation>Warum nicht {name}?</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/provenance_card.py" />
   <source>Copy details</source>
   <translation>Einzelheiten kopieren</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/provenance_line.py" />
   <source>your machines</source>
   <translation>Ihre Rechner</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/provenance_line.py" />
   <source>cloud</source>
   <translation>Cloud</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/provenance_line.py" />
   <source>starter model</source>
   <translation>Startmodell</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/provenance_line.py" />
   <source>Answered by {whom}</source>
   <translation>Beantwortet von {whom}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/provenance_line.py" />
   <source>Who was asked, with which outcome, and who was not and why</source>
   <translation>Wer gefragt wurde und mit welchem Ergebnis, und wer nicht und warum</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/provenance_view.py" />
   <source>{name} can answer now.</source>
   <translation>{name} kann jetzt antworten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/provenance_view.py" />
   <source>Ask {name} now</source>
   <translation>{name} jetzt fragen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/question.py" />
   <source>Show all</source>
   <translation>Alles zeigen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/question.py" />
   <source>You wrote</source>
   <translation>Sie schrieben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/question.py" />
   <source>Show less</source>
   <translation>Weniger zeigen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/turn_view.py" />
   <source>Thinking, {seconds} s</source>
   <translation>Denkt nach, {seconds} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/turn_view.py" />
   <source>Stopped.</source>
   <translation>Angehalten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/turn_view.py" />
   <source>{name} cannot: {reason}</source>
   <translation>{name} kann nicht: {reason}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/turn_view.py" />
   <source>Broke off here: {reason}</source>
   <translation>Hier abgebrochen: {reason}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/turn_view.py" />
   <source>Continue with {name}</source>
   <translation>Mit {name} fortsetzen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/turn_view.py" />
   <source>Continue</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/turn_view.py" />
   <source>Nobody could answer.</source>
   <translation>Niemand konnte antworten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/turn_view.py" />
   <source>Ask again</source>
   <translation>Noch einmal fragen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/waiting_view.py" />
   <source>Answer with {name} now</source>
   <translation>Jetzt {name} antworten lassen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/window.py" />
   <source>Continue exactly where your last answer broke off.</source>
   <translation>Setze deine letzte Antwort genau dort fort, wo sie abgebrochen ist.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/window.py" />
   <source>Start Exo, or enter a key in the settings.</source>
   <translation>Starten Sie Exo, oder geben Sie in den Einstellungen einen Schlüssel ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/chat/window.py" />
   <source>The settings say what can be done: Diagnostics.</source>
   <translation>Was zu tun ist, sagen die Einstellungen: Diagnose.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/cluster_text.py" />
   <source>not seen for {seconds:.0f} s</source>
   <translation>seit {seconds:.0f} s nicht gesehen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/cluster_text.py" />
   <source>seen just now</source>
   <translation>gerade gesehen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/cluster_text.py" />
   <source>seen {seconds:.0f} s ago</source>
   <translation>vor {seconds:.0f} s gesehen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>is added</source>
   <translation>wird hinzugefügt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>is completed</source>
   <translation>wird ergänzt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>is here already</source>
   <translation>ist schon da</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>is left out</source>
   <translation>wird ausgelassen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Key</source>
   <translation>Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>What happens</source>
   <translation>Was geschieht</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>From</source>
   <translation>Woher</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>To know</source>
   <translation>Zu beachten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>environment</source>
   <translation>Umgebung</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>What older tools left here</source>
   <translation>Was ältere Programme hier hinterlassen haben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>What was found</source>
   <translation>Was gefunden wurde</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Remove the keys from the old files</source>
   <translation>Schlüssel aus den alten Dateien entfernen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Look again</source>
   <translation>Noch einmal suchen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Looking…</source>
   <translation>Wird gesucht…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Importing…</source>
   <translation>Wird importiert…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>What was ticked is here now.</source>
   <translation>Was angekreuzt war, ist jetzt da.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Everything is here now.</source>
   <translation>Jetzt ist alles da.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Imported: {things}.</source>
   <translation>Importiert: {things}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>The old files still hold keys that anybody can read: {files}</source>
   <translation>In den alten Dateien stehen noch Schlüssel, die jeder lesen kann: {files}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Removing the keys…</source>
   <translation>Schlüssel werden entfernt…</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>{count} files hold no key any more.</source>
   <extracomment>For one: {count} file holds no key any more.</extracomment>
   <translation>
    <numerusform>{count} Datei enthält keinen Schlüssel mehr.</numerusform>
    <numerusform>{count} Dateien enthalten keinen Schlüssel mehr.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Left as they are: {files}</source>
   <translation>Unverändert geblieben: {files}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Nothing is ticked, so nothing would be imported.</source>
   <translation>Nichts ist angekreuzt, also würde nichts importiert.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>There is nothing to import.</source>
   <translation>Es gibt nichts zu importieren.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>Everything is here already.</source>
   <translation>Alles ist schon da.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>This would import {things}. Nothing is changed yet.</source>
   <translation>Importiert würde: {things}. Noch ist nichts geändert.</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>{count} providers</source>
   <extracomment>For one: {count} provider</extracomment>
   <translation>
    <numerusform>{count} Anbieter</numerusform>
    <numerusform>{count} Anbieter</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>{count} keys into the keyring</source>
   <extracomment>For one: {count} key into the keyring</extracomment>
   <translation>
    <numerusform>{count} Schlüssel in den Schlüsselbund</numerusform>
    <numerusform>{count} Schlüssel in den Schlüsselbund</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/forms/import_window.py" />
   <source>{count} chats</source>
   <extracomment>For one: {count} chat</extracomment>
   <translation>
    <numerusform>{count} Chat</numerusform>
    <numerusform>{count} Chats</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>{problem}: the key is kept only until TrayBridge ends.</source>
   <translation>{problem}: Der Schlüssel wird nur behalten, bis TrayBridge endet.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>No answer within {seconds:g} s</source>
   <translation>Keine Antwort innerhalb von {seconds:g} s</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Try again later.</source>
   <translation>Versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Key for {provider}</source>
   <translation>Schlüssel für {provider}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Get a key…</source>
   <translation>Schlüssel holen…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Test</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Save it anyway</source>
   <translation>Trotzdem speichern</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Remove key</source>
   <translation>Schlüssel entfernen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>&amp;Key</source>
   <translation>&amp;Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>{key} is stored</source>
   <translation>{key} ist gespeichert</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Paste the key here</source>
   <translation>Schlüssel hier einfügen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Get a key for {provider}</source>
   <translation>Einen Schlüssel für {provider} holen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Nobody knows for which address the key {key} was given, so it goes nowhere. Enter it again.</source>
   <translation>Niemand weiß, für welche Adresse der Schlüssel {key} gegeben wurde, darum geht er nirgendwohin. Geben Sie ihn erneut ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>The stored key {key} was given for {address} and goes nowhere else. Enter the key for this address.</source>
   <translation>Der gespeicherte Schlüssel {key} wurde für {address} eingegeben und geht sonst nirgendwohin. Geben Sie den Schlüssel für diese Adresse ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>The keyring cannot be read now, so neither can the key.</source>
   <translation>Der Schlüsselbund ist gerade nicht lesbar und der Schlüssel darum auch nicht.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>The stored key cannot be read. Enter it again, or ask without it: remove it first.</source>
   <translation>Der gespeicherte Schlüssel ist nicht lesbar. Geben Sie ihn erneut ein; um ohne ihn zu fragen, entfernen Sie ihn zuerst.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>{key} is used only for {address}, until TrayBridge ends: there is no keyring here.</source>
   <translation>{key} wird nur für {address} verwendet, bis TrayBridge endet: Hier gibt es keinen Schlüsselbund.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Kept in your keyring; sent only to {address}.</source>
   <translation>Liegt in Ihrem Schlüsselbund; geht nur an {address}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Without a key it is not asked.</source>
   <translation>Ohne Schlüssel wird er nicht gefragt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Leave it empty if this server needs none.</source>
   <translation>Lassen Sie das Feld leer, wenn dieser Server keinen braucht.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Test and save the key</source>
   <translation>Schlüssel prüfen und speichern</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Test the stored key</source>
   <translation>Gespeicherten Schlüssel prüfen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Tests it at a free address, then stores it</source>
   <translation>Prüft ihn an einer kostenlosen Adresse und speichert ihn dann</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>Costs nothing</source>
   <translation>Kostet nichts</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>One moment…</source>
   <translation>Einen Moment…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>{key} is in the keyring.</source>
   <translation>{key} ist im Schlüsselbund.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/key_field.py" />
   <source>The key is gone from the keyring.</source>
   <translation>Der Schlüssel ist aus dem Schlüsselbund entfernt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/provider_edits.py" />
   <source>Somebody removed it meanwhile.</source>
   <translation>Jemand hat ihn inzwischen entfernt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/provider_edits.py" />
   <source>There is no provider “{provider}” any more</source>
   <translation>Einen Anbieter „{provider}“ gibt es nicht mehr</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/provider_edits.py" />
   <source>Choose it in the list.</source>
   <translation>Wählen Sie ihn in der Liste.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/provider_edits.py" />
   <source>There is a provider “{provider}” already</source>
   <translation>Einen Anbieter „{provider}“ gibt es schon</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/provider_edits.py" />
   <source>The starter model cannot be removed</source>
   <translation>Das Startmodell lässt sich nicht entfernen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/provider_edits.py" />
   <source>Switch it off instead.</source>
   <translation>Schalten Sie es stattdessen aus.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/provider_edits.py" />
   <source>It was added meanwhile.</source>
   <translation>Er wurde inzwischen hinzugefügt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/forms/provider_edits.py" />
   <source>There is a provider “{provider}” again</source>
   <translation>Einen Anbieter „{provider}“ gibt es wieder</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/language.py" />
   <source>{number}%</source>
   <translation>{number} %</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/macos.py" />
   <source>This Python cannot show an icon in the menu bar</source>
   <translation>Dieses Python kann kein Symbol in der Menüleiste zeigen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/macos.py" />
   <source>It is a framework build, for which macOS 26 shows none. Make .venv with another one: uv venv --managed-python --python 3.13. Until then: the Dock, or traybridge open.</source>
   <translation>Es ist ein Framework-Build, für die macOS 26 keine zeigt. Legen Sie .venv mit einem anderen an: uv venv --managed-python --python 3.13. Bis dahin: das Dock oder traybridge open.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/macos.py" />
   <source>The icon is not in the menu bar</source>
   <translation>Das Symbol ist nicht in der Menüleiste</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/macos.py" />
   <source>Look at System Settings &gt; Menu Bar, and allow TrayBridge there (it may be called Python). Until then: the Dock, or traybridge open.</source>
   <translation>Erlauben Sie TrayBridge unter Systemeinstellungen &gt; Menüleiste (dort heißt es vielleicht Python). Bis dahin: das Dock oder traybridge open.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/macos.py" />
   <source>The icon is behind the camera notch</source>
   <translation>Das Symbol ist hinter der Kameraaussparung</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/macos.py" />
   <source>The menu bar is full: close a program with an icon there. Until then: the Dock, or traybridge open.</source>
   <translation>Die Menüleiste ist voll: Beenden Sie ein Programm mit einem Symbol dort. Bis dahin: das Dock oder traybridge open.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>{name} is back</source>
   <translation>{name} ist wieder da</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>Nobody else can answer.</source>
   <translation>Sonst kann niemand antworten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>{why}. {then}</source>
   <translation>{why}. {then}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>{name} answers until it is back.</source>
   <translation>Bis dahin antwortet {name}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>{name} needs a new key</source>
   <translation>{name} braucht einen neuen Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>The others answer meanwhile.</source>
   <translation>Die anderen antworten solange.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>Its key was rejected</source>
   <translation>Der Schlüssel wurde abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>{name} is asked instead.</source>
   <translation>Stattdessen wird {name} gefragt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>{name} has reached {sum}</source>
   <translation>{name} hat {sum} erreicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>It is not asked any more this month.</source>
   <translation>Wird in diesem Monat nicht mehr gefragt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>{name} is asked instead until next month.</source>
   <translation>Bis zum nächsten Monat wird {name} gefragt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>{name} answers now</source>
   <translation>{name} antwortet jetzt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>Answers from here may cost money.</source>
   <translation>Antworten von dort können Geld kosten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/notification_policy.py" />
   <source>Answers from here cost money.</source>
   <translation>Antworten von dort kosten Geld.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/route_line.py" />
   <source>The order in which your question is offered</source>
   <translation>Die Reihenfolge, in der Ihre Frage angeboten wird</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/route_line.py" />
   <source>{count} more</source>
   <translation>{count} weitere</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/route_line.py" />
   <source>in the settings</source>
   <translation>in den Einstellungen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/route_line.py" />
   <source>answers now</source>
   <translation>antwortet jetzt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/route_line.py" />
   <source>{name}: {what}. Open its settings</source>
   <translation>{name}: {what}. Einstellungen öffnen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/add_provider.py" />
   <source>Search for a host, or type its address</source>
   <translation>Einen Server suchen oder seine Adresse eingeben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/add_provider.py" />
   <source>Search, or type an address</source>
   <translation>Suchen oder eine Adresse eingeben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/add_provider.py" />
   <source>Hosts</source>
   <translation>Server</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/add_provider.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/add_provider.py" />
   <source>Add a provider</source>
   <translation>Anbieter hinzufügen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>refused the request</source>
   <translation>hat die Anfrage abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>too long for it</source>
   <translation>zu lang dafür</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>key refused</source>
   <translation>Schlüssel abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>quota used up</source>
   <translation>Kontingent aufgebraucht</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>rate limit</source>
   <translation>Anfragelimit</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>stopped</source>
   <translation>angehalten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/events.py" />
   <source>nobody was asked</source>
   <translation>niemand wurde gefragt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>fine</source>
   <translation>gut</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>note</source>
   <translation>Hinweis</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>problem</source>
   <translation>Problem</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Copy: {what}</source>
   <translation>Kopieren: {what}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Open…</source>
   <translation>Öffnen…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Open the settings for: {what}</source>
   <translation>Einstellungen öffnen für: {what}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Command: {command}</source>
   <translation>Befehl: {command}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Check</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Check the cluster</source>
   <translation>Den Cluster prüfen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Looks for the known troubles of Exo. It costs nothing and changes nothing.</source>
   <translation>Sucht nach den bekannten Störungen von Exo. Es kostet nichts und ändert nichts.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Is all well with this cluster?</source>
   <translation>Ist mit diesem Cluster alles in Ordnung?</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Checking…</source>
   <translation>Wird geprüft…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>The most urgent first.</source>
   <translation>Das Dringendste zuerst.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/findings.py" />
   <source>Done.</source>
   <translation>Fertig.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/machine_rows.py" />
   <source>Memory of {node}: {share:.0%} taken</source>
   <translation>Speicher von {node}: {share:.0%} belegt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/machine_rows.py" />
   <source>Loading</source>
   <translation>Lädt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/machine_rows.py" />
   <source>System and other programs</source>
   <translation>System und andere Programme</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_field.py" />
   <source>For Auto</source>
   <translation>Für Auto</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_field.py" />
   <source>Show the models</source>
   <translation>Modelle zeigen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_loader.py" />
   <source>Model to load</source>
   <translation>Zu ladendes Modell</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_loader.py" />
   <source>Load another model that Exo knows</source>
   <translation>Ein anderes Modell laden, das Exo kennt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_loader.py" />
   <source>Load</source>
   <translation>Laden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_loader.py" />
   <source>Load this model</source>
   <translation>Dieses Modell laden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_loader.py" />
   <source>Asking Exo for {model}…</source>
   <translation>Exo wird um {model} gebeten …</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_rows.py" />
   <source>Unload</source>
   <translation>Entladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_rows.py" />
   <source>Cancel loading {model}</source>
   <translation>Laden von {model} abbrechen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_rows.py" />
   <source>Unload {model}</source>
   <translation>{model} entladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_rows.py" />
   <source>Loading of {model}</source>
   <translation>Laden von {model}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_rows.py" />
   <source>Load {model}</source>
   <translation>{model} laden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/model_rows.py" />
   <source>On disk</source>
   <translation>Auf der Platte</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Another host</source>
   <translation>Ein anderer Server</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Any server that speaks OpenAI's or Exo's API: type its address above.</source>
   <translation>Jeder Server mit der Schnittstelle von OpenAI oder Exo: Geben Sie oben seine Adresse ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Is in your list at {address}</source>
   <translation>Ist in Ihrer Liste unter {address}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>{server} at {host}</source>
   <translation>{server} unter {host}</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine, {count} models</source>
   <extracomment>For one: Runs on this machine, {count} model</extracomment>
   <translation>
    <numerusform>Läuft auf diesem Rechner, {count} Modell</numerusform>
    <numerusform>Läuft auf diesem Rechner, {count} Modelle</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine</source>
   <translation>Läuft auf diesem Rechner</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine, {count} models; in your list, switched off</source>
   <extracomment>For one: Runs on this machine, {count} model; in your list, switched off</extracomment>
   <translation>
    <numerusform>Läuft auf diesem Rechner, {count} Modell; in Ihrer Liste, ausgeschaltet</numerusform>
    <numerusform>Läuft auf diesem Rechner, {count} Modelle; in Ihrer Liste, ausgeschaltet</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine; in your list, switched off</source>
   <translation>Läuft auf diesem Rechner; in Ihrer Liste, ausgeschaltet</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine, {count} models; in your list</source>
   <extracomment>For one: Runs on this machine, {count} model; in your list</extracomment>
   <translation>
    <numerusform>Läuft auf diesem Rechner, {count} Modell; in Ihrer Liste</numerusform>
    <numerusform>Läuft auf diesem Rechner, {count} Modelle; in Ihrer Liste</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Runs on this machine; in your list</source>
   <translation>Läuft auf diesem Rechner; in Ihrer Liste</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>In your list</source>
   <translation>In Ihrer Liste</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>On this machine, {address}</source>
   <translation>Auf diesem Rechner, {address}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Cloud, needs a key</source>
   <translation>Cloud, braucht einen Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/offers.py" />
   <source>Cloud</source>
   <translation>Cloud</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>Copy report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>Copy the report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>Check all</source>
   <translation>Alles prüfen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>Check all looks at everything, and tries every key at a free address. It costs nothing.</source>
   <translation>„Alles prüfen“ sieht alles nach und probiert jeden Schlüssel an einer kostenlosen Adresse. Es kostet nichts.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>What happened</source>
   <translation>Was geschah</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>Attempts</source>
   <translation>Versuche</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>Each attempt to get an answer, never what was asked. New ones appear here.</source>
   <translation>Jeder Versuch, eine Antwort zu bekommen, nie das Gefragte. Neue erscheinen hier.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>The report as text</source>
   <translation>Der Bericht als Text</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>All of the above as text, for somebody who helps you. It names hosts and models; keys, logins, questions and answers are not in it.</source>
   <translation>All das als Text, auf Englisch, für jemanden, der Ihnen hilft. Er nennt Server und Modelle; Schlüssel, Anmeldungen, Fragen und Antworten stehen nicht darin.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>Copied. Read it once before you give it away.</source>
   <translation>Kopiert. Lesen Sie ihn einmal durch, bevor Sie ihn weitergeben.</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>{count} things need you.</source>
   <extracomment>For one: {count} thing needs you.</extracomment>
   <translation>
    <numerusform>{count} Sache braucht Sie.</numerusform>
    <numerusform>{count} Sachen brauchen Sie.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/diagnostics.py" />
   <source>Nothing needs you.</source>
   <translation>Nichts braucht Sie.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Whoever reaches it can use it and read the questions asked. In a network you do not trust, block its port in the firewall for others than its nodes.</source>
   <translation>Wer es erreicht, kann es benutzen und die gestellten Fragen lesen. Sperren Sie in einem Netz, dem Sie nicht trauen, seinen Port in der Firewall für alle außer seinen Knoten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>The way to it is not encrypted: whoever is on it reads questions and answers.</source>
   <translation>Der Weg dorthin ist nicht verschlüsselt: Wer auf ihm sitzt, liest Fragen und Antworten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Exo</source>
   <translation>Exo</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Machines</source>
   <translation>Rechner</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>No model is loaded</source>
   <translation>Kein Modell ist geladen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Meanwhile the next provider in your order answers.</source>
   <translation>Solange antwortet der nächste Anbieter in Ihrer Reihenfolge.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Exo has no password.</source>
   <translation>Exo hat kein Passwort.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Open Exo's own page</source>
   <translation>Exos eigene Seite öffnen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Cluster</source>
   <translation>Cluster</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Add Exo</source>
   <translation>Exo hinzufügen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>There is no Exo cluster in your list</source>
   <translation>In Ihrer Liste ist kein Exo-Cluster</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Add one by its address.</source>
   <translation>Fügen Sie einen mit seiner Adresse hinzu.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Checks</source>
   <translation>Prüfungen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Change…</source>
   <translation>Ändern …</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Change the address</source>
   <translation>Die Adresse ändern</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Its address, its place in your order, and its time limits.</source>
   <translation>Seine Adresse, sein Platz in Ihrer Reihenfolge und seine Zeitgrenzen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Address and time limits</source>
   <translation>Adresse und Zeitgrenzen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Exo 0.x loads a model when it is asked: just ask it</source>
   <translation>Exo 0.x lädt ein Modell, wenn es gefragt wird: Fragen Sie es einfach</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>No machine is seen</source>
   <translation>Kein Rechner ist zu sehen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/exo.py" />
   <source>Start Exo on each of them, in the same network.</source>
   <translation>Starten Sie Exo auf jedem von ihnen, im selben Netz.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>System</source>
   <translation>System</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Exo cannot answer any more</source>
   <translation>Exo kann nicht mehr antworten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>After ten seconds: an election of a new master is no news.</source>
   <translation>Nach zehn Sekunden: Die Wahl eines neuen Masters ist keine Nachricht.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Exo is back</source>
   <translation>Exo ist wieder da</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>The cloud answers instead of your machines</source>
   <translation>Die Cloud antwortet statt Ihrer Rechner</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>The first time, with the reason.</source>
   <translation>Beim ersten Mal, mit dem Grund.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>A key is rejected</source>
   <translation>Ein Schlüssel wird abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>A monthly cap is reached or an allowance used up</source>
   <translation>Eine Monatsgrenze ist erreicht oder ein Guthaben aufgebraucht</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>{size} %</source>
   <translation>{size} %</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>General</source>
   <translation>Allgemein</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Start</source>
   <translation>Start</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Chat window</source>
   <translation>Chatfenster</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>The chat window stays over other windows.</source>
   <translation>Das Chatfenster bleibt über anderen Fenstern.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Notifications</source>
   <translation>Benachrichtigungen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Each thing is told once in ten minutes at most.</source>
   <translation>Jede Sache wird höchstens einmal in zehn Minuten gemeldet.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Look</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Appearance</source>
   <translation>Farben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Text size</source>
   <translation>Textgröße</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Of the size that your system has.</source>
   <translation>Gemessen an der Größe Ihres Systems.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>From the next start of TrayBridge on.</source>
   <translation>Ab dem nächsten Start von TrayBridge.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Settings file</source>
   <translation>Einstellungsdatei</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Edit it while TrayBridge runs: what you save there applies, comments stay.</source>
   <translation>Sie können sie bearbeiten, während TrayBridge läuft: Was Sie dort speichern, gilt, und Kommentare bleiben.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Open the settings file</source>
   <translation>Einstellungsdatei öffnen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>Launch at login</source>
   <translation>Beim Anmelden starten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/general.py" />
   <source>The icon only; the window stays closed.</source>
   <translation>Nur das Symbol; das Fenster bleibt geschlossen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Privacy &amp; data</source>
   <translation>Datenschutz &amp; Daten</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Journal</source>
   <translation>Journal</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Older lines are deleted once a day. 0 days keep nothing.</source>
   <translation>Ältere Zeilen werden einmal am Tag gelöscht. 0 Tage behalten nichts.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Keep the journal for</source>
   <translation>Journal aufbewahren für</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>One line for each request: who was asked, when, and what became of it. Never what was said.</source>
   <translation>Eine Zeile für jede Anfrage: wer wann gefragt wurde und was daraus wurde. Nie, was gesagt wurde.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>days</source>
   <translation>Tage</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Delete the journal</source>
   <translation>Journal löschen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>What was spent this month is in it too: monthly caps count from zero again at the next start.</source>
   <translation>Darin steht auch, was in diesem Monat ausgegeben wurde: Monatsgrenzen zählen beim nächsten Start wieder von null an.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>The journal is deleted, unless you undo this.</source>
   <translation>Das Journal wird gelöscht, wenn Sie es nicht rückgängig machen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Delete all chats</source>
   <translation>Alle Chats löschen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Every conversation that is kept, imported ones included.</source>
   <translation>Jedes aufbewahrte Gespräch, auch die übernommenen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>All chats are deleted, unless you undo this.</source>
   <translation>Alle Chats werden gelöscht, wenn Sie es nicht rückgängig machen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>It can be undone for {seconds} seconds and while the keyboard is on “Undo”, then it is gone for good.</source>
   <translation>Es lässt sich {seconds} Sekunden lang rückgängig machen und solange die Tastatur auf „Rückgängig“ steht, danach ist es endgültig weg.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Export and import</source>
   <translation>Export und Import</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Take your settings and chats along</source>
   <translation>Einstellungen und Chats mitnehmen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>One file, without keys, for another machine.</source>
   <translation>Eine Datei, ohne Schlüssel, für einen anderen Rechner.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Look…</source>
   <translation>Ansehen…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Look what older tools left here</source>
   <translation>Ansehen, was ältere Programme hier hinterlassen haben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Import from older tools</source>
   <translation>Von älteren Programmen importieren</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Providers, keys and chats. Nothing is changed before you have seen it.</source>
   <translation>Anbieter, Schlüssel und Chats. Nichts wird geändert, bevor Sie es gesehen haben.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Where the rest is</source>
   <translation>Wo das Übrige ist</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Keys</source>
   <translation>Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>In the keyring of this system, nowhere else. Never in a file, a log or a report.</source>
   <translation>Im Schlüsselbund dieses Systems, sonst nirgends. Nie in einer Datei, einem Protokoll oder einem Bericht.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>What leaves this machine</source>
   <translation>Was diesen Rechner verlässt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Nothing: local only is on. Questions go to this machine and this network only.</source>
   <translation>Nichts: „Nur lokal“ ist eingeschaltet. Fragen gehen nur an diesen Rechner und in dieses Netz.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>A question goes to the one provider that answers it. In the cloud: {names}.</source>
   <translation>Eine Frage geht an den einen Anbieter, der sie beantwortet. In der Cloud: {names}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Nothing: no provider in the cloud is switched on.</source>
   <translation>Nichts: Kein Anbieter in der Cloud ist eingeschaltet.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>TrayBridge export (*.json)</source>
   <translation>TrayBridge-Export (*.json)</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Written to {path}.</source>
   <translation>Geschrieben nach {path}.</translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>{count} lines deleted.</source>
   <extracomment>For one: {count} line deleted.</extracomment>
   <translation>
    <numerusform>{count} Zeile gelöscht.</numerusform>
    <numerusform>{count} Zeilen gelöscht.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>{count} chats deleted.</source>
   <extracomment>For one: {count} chat deleted.</extracomment>
   <translation>
    <numerusform>{count} Chat gelöscht.</numerusform>
    <numerusform>{count} Chats gelöscht.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>Delete…</source>
   <translation>Löschen…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/privacy.py" />
   <source>{deed}…</source>
   <translation>{deed}…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/providers.py" />
   <source>Providers</source>
   <translation>Anbieter</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/providers.py" />
   <source>Add provider</source>
   <translation>Anbieter hinzufügen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/providers.py" />
   <source>Asked from top to bottom.</source>
   <translation>Gefragt wird von oben nach unten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/providers.py" />
   <source>{provider} is removed.</source>
   <translation>{provider} ist entfernt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/providers.py" />
   <source>Its key is deleted too, unless you undo this.</source>
   <translation>Auch sein Schlüssel wird gelöscht, wenn Sie das nicht rückgängig machen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Failover</source>
   <translation>Ausweichen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>When one cannot answer, the next is asked. Two answers are never mixed.</source>
   <translation>Wenn einer nicht antworten kann, wird der nächste gefragt. Zwei Antworten werden nie vermischt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Nothing leaves your machines and this network. It beats every other setting.</source>
   <translation>Nichts verlässt Ihre Rechner und dieses Netz. Das geht über jede andere Einstellung.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Free only</source>
   <translation>Nur kostenlos</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Nothing may cost money; a model with an unknown price counts as paid.</source>
   <translation>Nichts darf Geld kosten; ein Modell mit unbekanntem Preis gilt als kostenpflichtig.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Starter model as a fallback</source>
   <translation>Startmodell als Ersatz</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>It answers too when a better provider is set up and cannot. It is tiny, and speaks English only.</source>
   <translation>Es antwortet auch, wenn ein besserer Anbieter eingerichtet ist und nicht kann. Es ist winzig und spricht nur Englisch.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Another model when nobody has the one asked for</source>
   <translation>Ein anderes Modell, wenn niemand das gewünschte hat</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>It is said under the answer.</source>
   <translation>Es steht dann unter der Antwort.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Connect</source>
   <translation>Verbinden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Response headers</source>
   <translation>Antwort-Header</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Between words</source>
   <translation>Zwischen Wörtern</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>First word, all attempts together</source>
   <translation>Erstes Wort, alle Versuche zusammen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>{seconds:g}</source>
   <translation>{seconds:g}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>{seconds:g} (cloud {there:g})</source>
   <translation>{seconds:g} (Cloud {there:g})</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Routing</source>
   <translation>Routing</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>What may happen</source>
   <translation>Was geschehen darf</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Change order…</source>
   <translation>Reihenfolge ändern…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Who is asked, in which order, and what may happen.</source>
   <translation>Wer in welcher Reihenfolge gefragt wird, und was geschehen darf.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Use only one provider</source>
   <translation>Nur einen Anbieter verwenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Nobody else is asked then, and failover does not help. Local only still holds.</source>
   <translation>Dann wird niemand sonst gefragt, auch Ausweichen hilft nicht. „Nur lokal“ gilt weiter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Use only</source>
   <translation>Nur verwenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Kept until you change it.</source>
   <translation>Bleibt, bis Sie es ändern.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>End</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Chosen in the menu, until TrayBridge ends.</source>
   <translation>Im Menü gewählt, bis TrayBridge endet.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Nobody in particular</source>
   <translation>Niemand Bestimmtes</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Seconds. An empty field has the built-in value, which is shown in it. The last one left is never given up for slowness before its first word.</source>
   <translation>Sekunden. Ein leeres Feld hat den eingebauten Wert, der darin steht. Der letzte, der bleibt, wird vor seinem ersten Wort nie wegen Langsamkeit aufgegeben.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>How long to wait</source>
   <translation>Wie lange gewartet wird</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Aliases</source>
   <translation>Aliasse</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>A name that you or a program may ask for, and the models it stands for: provider:model, several with commas between them. The first one that can answer is asked.</source>
   <translation>Ein Name, nach dem Sie oder ein Programm fragen können, und die Modelle, für die er steht: Anbieter:Modell, mehrere mit Kommas dazwischen. Gefragt wird das erste, das antworten kann.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Alias</source>
   <translation>Alias</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Add alias</source>
   <translation>Alias hinzufügen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>provider:model, provider:model</source>
   <translation>Anbieter:Modell, Anbieter:Modell</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Now: {provider}</source>
   <translation>Jetzt: {provider}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pages/routing.py" />
   <source>Now: nobody in particular</source>
   <translation>Jetzt: niemand Bestimmtes</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pairs_field.py" />
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pairs_field.py" />
   <source>Remove {name}</source>
   <translation>{name} entfernen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/pairs_field.py" />
   <source>Remove this row</source>
   <translation>Diese Zeile entfernen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Use {provider}</source>
   <translation>{provider} verwenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>A tiny model that comes with TrayBridge and runs on this machine when nobody better can answer. It is quick and private, and often wrong. It is loaded when it is asked and leaves memory after ten minutes.</source>
   <translation>Ein winziges Modell, das mit TrayBridge kommt und auf diesem Rechner läuft, wenn niemand Besseres antworten kann. Es ist schnell und privat und irrt sich oft. Es wird geladen, wenn es gefragt wird, und verlässt den Speicher nach zehn Minuten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>What Auto asks here.</source>
   <translation>Was Auto hier fragt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>whichever is ready</source>
   <translation>was gerade bereit ist</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>the first good one</source>
   <translation>das erste gute</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Free models only</source>
   <translation>Nur kostenlose Modelle</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Skip everything that has a price, or an unknown one.</source>
   <translation>Überspringt alles mit einem Preis oder unbekanntem Preis.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Limit</source>
   <translation>Grenze</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>At most per month</source>
   <translation>Höchstens im Monat</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>no cap</source>
   <translation>keine Grenze</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Then the next provider is asked.</source>
   <translation>Dann wird der nächste Anbieter gefragt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>At most per request</source>
   <translation>Höchstens je Anfrage</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>The worst case is estimated before a request is sent; a model without a known price is not asked.</source>
   <translation>Vor dem Senden wird der teuerste Fall geschätzt; ein Modell ohne bekannten Preis wird nicht gefragt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Up to and including {end}.</source>
   <translation>Bis einschließlich {end}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Scheme, host and port.</source>
   <translation>Schema, Server und Port.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Name, address and headers</source>
   <translation>Name, Adresse und Kopfzeilen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Name and address</source>
   <translation>Name und Adresse</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Headers</source>
   <translation>Kopfzeilen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Sent with every request to this address. Keys do not belong here.</source>
   <translation>Werden mit jeder Anfrage an diese Adresse gesendet. Schlüssel gehören nicht hierher.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Header</source>
   <translation>Kopfzeile</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Add header</source>
   <translation>Kopfzeile hinzufügen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Remove this provider</source>
   <translation>Diesen Anbieter entfernen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Answers in {time}</source>
   <translation>Antwortet in {time}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Spent this month</source>
   <translation>Diesen Monat ausgegeben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>${spent:.2f} of ${cap:.2f} this month</source>
   <translation>{spent:.2f} von {cap:.2f} $ in diesem Monat</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>This month so far: ${spent:.2f}.</source>
   <translation>In diesem Monat bisher: {spent:.2f} $.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_form.py" />
   <source>Nothing spent this month.</source>
   <translation>In diesem Monat nichts ausgegeben.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_list.py" />
   <source>{models}, ${spent} of ${cap}</source>
   <translation>{models}, {spent} von {cap} $</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_list.py" />
   <source>Providers by priority</source>
   <translation>Anbieter nach Vorrang</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_list.py" />
   <source>Alt and the arrow keys move a provider, Space switches it on or off.</source>
   <translation>Alt und die Pfeiltasten verschieben einen Anbieter, die Leertaste schaltet ihn ein oder aus.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_list.py" />
   <source>switched on</source>
   <translation>eingeschaltet</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_list.py" />
   <source>yours</source>
   <translation>eigene</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/provider_list.py" />
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/sidebar.py" />
   <source>Settings pages</source>
   <translation>Seiten der Einstellungen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Write it like 5 or 2.50; empty means no cap.</source>
   <translation>Schreiben Sie es wie 5 oder 2,50; leer heißt: keine Grenze.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>“{text}” is no amount of money</source>
   <translation>„{text}“ ist kein Geldbetrag</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>“{text}” is no time</source>
   <translation>„{text}“ ist keine Zeit</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Write seconds, from {least:g} to {most:.0f}; empty is built in.</source>
   <translation>Schreiben Sie Sekunden, von {least:g} bis {most:.0f}; leer heißt: der eingebaute Wert.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>{what} “{value}” has no name</source>
   <translation>{what} „{value}“: Der Name fehlt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>{what} “{name}” has no value</source>
   <translation>{what} „{name}“: Der Wert fehlt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Fill in both, or remove the row.</source>
   <translation>Füllen Sie beides aus, oder entfernen Sie die Zeile.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Remove one of the two.</source>
   <translation>Entfernen Sie eines von beiden.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>{what} “{name}” is there twice</source>
   <translation>{what} „{name}“ ist zweimal da</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/window.py" />
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/window.py" />
   <source>Unlock the keyring</source>
   <translation>Schlüsselbund entsperren</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/window.py" />
   <source>The last good settings are in force.</source>
   <translation>Die letzten guten Einstellungen gelten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/window.py" />
   <source>Unlock…</source>
   <translation>Entsperren…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/tray/menu.py" />
   <source>Open chat</source>
   <translation>Chat öffnen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/tray/menu.py" />
   <source>{name} – enter key…</source>
   <translation>{name} – Schlüssel eingeben…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/tray/menu.py" />
   <source>Use only: {provider}</source>
   <translation>Nur verwenden: {provider}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/tray/menu.py" />
   <source>Open Exo's page</source>
   <translation>Seite von Exo öffnen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/tray/menu.py" />
   <source>Macs and models</source>
   <translation>Macs und Modelle</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/tray/menu.py" />
   <source>Machines and models</source>
   <translation>Rechner und Modelle</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/tray/menu.py" />
   <source>Load a model</source>
   <translation>Ein Modell laden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/tray/menu.py" />
   <source>Cancel loading</source>
   <translation>Laden abbrechen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/tray/menu.py" />
   <source>Load again</source>
   <translation>Erneut laden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Exo, Ollama, LM Studio, llama.cpp and Jan</source>
   <translation>Exo, Ollama, LM Studio, llama.cpp und Jan</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Welcome</source>
   <translation>Willkommen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>On this machine</source>
   <translation>Auf diesem Rechner</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>In the cloud, with your key</source>
   <translation>In der Cloud, mit Ihrem Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Not now</source>
   <translation>Nicht jetzt</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>This does not come again; all of it is in the settings</source>
   <translation>Das kommt nicht wieder; alles davon steht in den Einstellungen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>All settings…</source>
   <translation>Alle Einstellungen…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>For {programs}.</source>
   <translation>Nach {programs}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Nothing found</source>
   <translation>Nichts gefunden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>{programs} were looked for.</source>
   <translation>Gesucht wurde nach {programs}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Show…</source>
   <translation>Anzeigen…</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Show what older tools left here</source>
   <translation>Anzeigen, was ältere Programme hier hinterlassen haben</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Older tools left something here</source>
   <translation>Ältere Programme haben hier etwas hinterlassen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Imported from older tools</source>
   <translation>Von älteren Programmen importiert</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Nobody can answer yet: start Exo, or enter a key.</source>
   <translation>Noch kann niemand antworten: Starten Sie Exo, oder geben Sie einen Schlüssel ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Just ask: a tiny starter model answers. Better ones are connected here.</source>
   <translation>Fragen Sie einfach: Ein winziges Startmodell antwortet. Bessere werden hier verbunden.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Ask below: {provider} answers ({words}).</source>
   <translation>Fragen Sie unten: {provider} antwortet ({words}).</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Use</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>In use: {words}</source>
   <translation>In Gebrauch: {words}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Runs here and wants a key: add it, then enter the key in the settings.</source>
   <translation>Läuft hier und will einen Schlüssel: Fügen Sie es hinzu, und geben Sie dann den Schlüssel in den Einstellungen ein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Runs here, without a model.</source>
   <translation>Läuft hier, ohne Modell.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Use it</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>Use the key for {provider} from {variable}</source>
   <translation>Den Schlüssel für {provider} aus {variable} verwenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>A key for {provider} is in your environment</source>
   <translation>In Ihrer Umgebung steht ein Schlüssel für {provider}</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>{variable}, {key}. It is used only if you say so, and then kept in the keyring.</source>
   <translation>{variable}, {key}. Er wird nur verwendet, wenn Sie es sagen, und dann im Schlüsselbund aufbewahrt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/welcome/panel.py" />
   <source>{key} is in the keyring and in use.</source>
   <translation>{key} ist im Schlüsselbund und in Gebrauch.</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/widgets/text_input.py" />
   <source>Show</source>
   <translation>Anzeigen</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/widgets/text_input.py" />
   <source>Hide</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/desktop/widgets/undo_bar.py" />
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
 </context>
</TS>
