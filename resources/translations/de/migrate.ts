<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>The settings changed while the import waited</source>
   <translation>Die Einstellungen haben sich geändert, während die Übernahme wartete</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>Start the import again and look at it anew.</source>
   <translation>Beginnen Sie die Übernahme noch einmal und sehen Sie sie neu durch.</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>Nothing was removed from the old files. Check the keyring and import again.</source>
   <translation>Aus den alten Dateien wurde nichts entfernt. Prüfen Sie den Schlüsselbund und übernehmen Sie noch einmal.</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>The keyring did not keep the key of {account}</source>
   <translation>Der Schlüsselbund hat den Schlüssel von {account} nicht behalten</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/bridge_yaml.py" />
   <source>it holds no settings</source>
   <translation>Die Datei enthält keine Einstellungen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/bridge_yaml.py" />
   <source>failover.{name} is neither true nor false; it was ignored</source>
   <translation>failover.{name} ist weder true noch false und wurde übergangen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/bridge_yaml.py" />
   <source>advanced.{name} is no number of seconds; it was ignored</source>
   <translation>advanced.{name} ist keine Zahl von Sekunden und wurde übergangen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/bridge_yaml.py" />
   <source>without a counterpart here, left out: {names}</source>
   <translation>Hier ohne Gegenstück, ausgelassen: {names}</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/continue_dev.py" />
   <source>it holds no list of models</source>
   <translation>Die Datei enthält keine Liste von Modellen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/continue_dev.py" />
   <source>it is a block of Continue's hub, which holds no address</source>
   <translation>Das ist ein Baustein aus Continues Hub, in dem keine Adresse steht</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/continue_dev.py" />
   <source>it names no provider</source>
   <translation>Es ist kein Anbieter genannt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/continue_dev.py" />
   <source>{provider} is no provider that TrayBridge knows</source>
   <translation>{provider} ist kein Anbieter, den TrayBridge kennt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/discover.py" />
   <source>Check the path; without one the home and current folders are read.</source>
   <translation>Prüfen Sie den Pfad; ohne einen werden der persönliche und der aktuelle Ordner gelesen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/discover.py" />
   <source>There is nothing at {path}</source>
   <translation>Unter {path} ist nichts</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/discover.py" />
   <source>it is in no format that TrayBridge reads</source>
   <translation>Die Datei hat kein Format, das TrayBridge liest</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/environment.py" />
   <source>{name} is kept in {other}, which is not set here</source>
   <translation>{name} steht in {other}, was hier nicht gesetzt ist</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/export.py" />
   <source>it is no export of TrayBridge</source>
   <translation>Das ist kein Export von TrayBridge</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/export.py" />
   <source>it was made by a newer TrayBridge (format {version}); update this one first</source>
   <translation>Der Export stammt von einem neueren TrayBridge (Format {version}); bringen Sie zuerst dieses auf den neuen Stand</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/export.py" />
   <source>{broken} chats in it cannot be read</source>
   <translation>{broken} Chats darin lassen sich nicht lesen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/export.py" />
   <source>providers[{at}] was left out: {why}</source>
   <translation>providers[{at}] wurde ausgelassen: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not there</source>
   <translation>Die Datei ist nicht da</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>permission denied; make it readable for you and import again</source>
   <translation>Zugriff verweigert; machen Sie die Datei für sich lesbar und übernehmen Sie noch einmal</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>its symbolic links lead in a circle</source>
   <translation>Die symbolischen Verknüpfungen führen im Kreis</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is a folder, not a file</source>
   <translation>Das ist ein Ordner, keine Datei</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>a part of its path is no folder</source>
   <translation>Ein Teil des Pfads ist kein Ordner</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>its path is too long</source>
   <translation>Der Pfad ist zu lang</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>the system refuses</source>
   <translation>Das System weigert sich</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>its path cannot be used</source>
   <translation>Der Pfad ist unbrauchbar</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is no regular file</source>
   <translation>Das ist keine gewöhnliche Datei</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it has {size:,.0f} MiB, more than the {most} MiB that are read</source>
   <translation>Die Datei hat {size:,.0f} MiB, mehr als die {most} MiB, die gelesen werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it grew over the {most} MiB that are read</source>
   <translation>Die Datei wuchs über die {most} MiB hinaus, die gelesen werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it holds NUL bytes: it is damaged or no text file</source>
   <translation>Die Datei enthält NUL-Bytes: Sie ist beschädigt oder keine Textdatei</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is empty</source>
   <translation>Die Datei ist leer</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not valid JSON from line {line}, column {column} on: cut off or damaged</source>
   <translation>Ab Zeile {line}, Spalte {column} ist das kein gültiges JSON: abgeschnitten oder beschädigt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not JSON that can be read</source>
   <translation>Das ist kein lesbares JSON</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it has more than the {most} KiB that are read</source>
   <translation>Die Datei hat mehr als die {most} KiB, die gelesen werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not valid YAML</source>
   <translation>Das ist kein gültiges YAML</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not valid YAML at line {line}, column {column}</source>
   <translation>In Zeile {line}, Spalte {column} ist das kein gültiges YAML</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not YAML that can be read</source>
   <translation>Das ist kein lesbares YAML</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is nested too deep</source>
   <translation>Die Datei ist zu tief verschachtelt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the key is no text</source>
   <translation>Der Schlüssel ist kein Text</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the key is put together by a shell, from a variable or a command</source>
   <translation>der Schlüssel wird von einer Shell zusammengesetzt, aus einer Variablen oder einem Befehl</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the encrypted key is damaged</source>
   <translation>Der verschlüsselte Schlüssel ist beschädigt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the key is encrypted and the file with its encryption key is not there</source>
   <translation>Der Schlüssel ist verschlüsselt, und die Datei, die ihn öffnet, ist nicht da</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the key is encrypted and the encryption key beside it does not open it</source>
   <translation>Der Schlüssel ist verschlüsselt, und die Schlüsseldatei daneben öffnet ihn nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the key has {count:,} characters, more than a keyring takes</source>
   <translation>Der Schlüssel hat {count:,} Zeichen, mehr als ein Schlüsselbund nimmt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the encryption key {name} cannot be used: {why}</source>
   <translation>Die Schlüsseldatei {name} ist unbrauchbar: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the encryption key {name} cannot be used: it is not a Fernet key (44 characters of base64)</source>
   <translation>Die Schlüsseldatei {name} ist unbrauchbar: Darin steht kein Fernet-Schlüssel (44 Zeichen Base64)</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/litellm.py" />
   <source>it includes {files}, which were not read: import them too</source>
   <translation>sie bindet {files} ein, was nicht gelesen wurde: importieren Sie das auch</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/litellm.py" />
   <source>it holds no list of models (model_list)</source>
   <translation>Die Datei enthält keine Liste von Modellen (model_list)</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/litellm.py" />
   <source>it names no model (litellm_params.model)</source>
   <translation>Es ist kein Modell genannt (litellm_params.model)</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/litellm.py" />
   <source>{model} is no model to chat with ({mode})</source>
   <translation>{model} ist kein Modell zum Unterhalten ({mode})</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/litellm.py" />
   <source>its address is kept in {name}, which is not set here</source>
   <translation>Die Adresse steht in {name}, und das ist hier nicht gesetzt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/litellm.py" />
   <source>{provider} speaks a wire that TrayBridge does not</source>
   <translation>{provider} spricht ein Protokoll, das TrayBridge nicht spricht</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/llm_keys.py" />
   <source>it holds no object of keys</source>
   <translation>Die Datei enthält kein Objekt mit Schlüsseln</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/open_webui.py" />
   <source>it holds no list of connections</source>
   <translation>Die Datei enthält keine Liste von Verbindungen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>its address (base_url) holds the key; enter the address without it</source>
   <translation>In der Adresse (base_url) steht der Schlüssel; geben Sie die Adresse ohne ihn ein</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>{name} is listed twice; the first one is used</source>
   <translation>{name} ist zweimal genannt; der erste Eintrag gilt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>{name} takes no key; the one here was left out</source>
   <translation>{name} nimmt keinen Schlüssel; der hier wurde ausgelassen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>another key ({key}) from {source} is used for it</source>
   <translation>Dafür wird ein anderer Schlüssel ({key}) aus {source} verwendet</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>another key ({key}) is stored for it and stays; to use this one: traybridge keys set {account}</source>
   <translation>Dafür ist ein anderer Schlüssel ({key}) gespeichert und bleibt; um diesen zu verwenden: traybridge keys set {account}</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>replaces the stored key {key}</source>
   <translation>Ersetzt den gespeicherten Schlüssel {key}</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>{problem}; the stored one is used</source>
   <translation>{problem}; der gespeicherte wird verwendet</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>{problem}; enter the key again: traybridge keys set {account}</source>
   <translation>{problem}; geben Sie den Schlüssel noch einmal ein: traybridge keys set {account}</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>no key in there; enter it: traybridge keys set {account}</source>
   <translation>Kein Schlüssel dabei; geben Sie ihn ein: traybridge keys set {account}</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/provider_mapping.py" />
   <source>it has no address (base_url), and its name is none that TrayBridge knows</source>
   <translation>Es fehlt eine Adresse (base_url), und den Namen kennt TrayBridge nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/provider_mapping.py" />
   <source>there is no preset for Exo</source>
   <translation>Es gibt keine Vorgabe für Exo</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/provider_mapping.py" />
   <source>there is no preset for it</source>
   <translation>Es gibt keine Vorgabe dafür</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/provider_mapping.py" />
   <source>its address (base_url) cannot be read</source>
   <translation>Die Adresse (base_url) ist nicht lesbar</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/provider_mapping.py" />
   <source>its address (base_url) holds a user name or a key; enter the address without it</source>
   <translation>In der Adresse (base_url) steht ein Benutzername oder ein Schlüssel; geben Sie die Adresse ohne ihn ein</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/provider_mapping.py" />
   <source>its address (base_url) is none of http:// or https://</source>
   <translation>Die Adresse (base_url) beginnt weder mit http:// noch mit https://</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/redact_text.py" />
   <source>its keys cannot be taken out without breaking it</source>
   <translation>Die Schlüssel lassen sich nicht entfernen, ohne die Datei zu zerstören</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/references.py" />
   <source>its key is kept in {name}, which is not set here</source>
   <translation>Der Schlüssel steht in {name}, und das ist hier nicht gesetzt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>The keys are kept for this session only</source>
   <translation>Die Schlüssel werden nur für diese Sitzung behalten</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>Nothing was removed from the old files. Set up a keyring, import again, then scrub.</source>
   <translation>Aus den alten Dateien wurde nichts entfernt. Richten Sie einen Schlüsselbund ein, übernehmen Sie noch einmal und entfernen Sie dann die Schlüssel.</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>Nothing was removed from the old files. Import again, then scrub.</source>
   <translation>Aus den alten Dateien wurde nichts entfernt. Übernehmen Sie noch einmal und entfernen Sie dann die Schlüssel.</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>The key of {accounts} is not in the keyring</source>
   <translation>Der Schlüssel von {accounts} ist nicht im Schlüsselbund</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>{name} is set to a key that is in the keyring now; remove it where it is set</source>
   <translation>{name} enthält einen Schlüssel, der jetzt im Schlüsselbund ist; entfernen Sie ihn dort, wo er gesetzt wird</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>another program wrote to it meanwhile; close the old tool and scrub again</source>
   <translation>Ein anderes Programm hat inzwischen hineingeschrieben; schließen Sie das alte Programm und entfernen Sie die Schlüssel noch einmal</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>it was linked under another name too, which still has the old content</source>
   <translation>Die Datei war auch unter einem anderen Namen verknüpft; dort steht noch der alte Inhalt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>{name} still holds something encrypted</source>
   <translation>{name} enthält noch etwas Verschlüsseltes</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>{where} could not be decrypted</source>
   <translation>{where} ließ sich nicht entschlüsseln</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>{where} is another key than the one in the keyring</source>
   <translation>{where} ist ein anderer Schlüssel als der im Schlüsselbund</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>the key of {who} is in it</source>
   <translation>Der Schlüssel von {who} steht darin</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>{reason}; it is no file of the old tools, so it was not changed</source>
   <translation>{reason}; die Datei gehört nicht zu den alten Programmen und wurde darum nicht geändert</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub_database.py" />
   <source>it is in use; close the old tool and scrub again</source>
   <translation>Die Datei ist in Gebrauch; schließen Sie das alte Programm und entfernen Sie die Schlüssel noch einmal</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub_database.py" />
   <source>the database refused the change ({why})</source>
   <translation>Die Datenbank hat die Änderung abgelehnt ({why})</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/servers.py" />
   <source>it answers only with a key</source>
   <translation>Antwortet nur mit einem Schlüssel</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/servers.py" />
   <source>it has no model yet</source>
   <translation>Hat noch kein Modell</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/session.py" />
   <source>Not saved: {file} ({why})</source>
   <translation>Nicht gespeichert: {file} ({why})</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/session.py" />
   <source>Nothing was removed.</source>
   <translation>Nichts wurde entfernt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/session.py" />
   <source>Nobody has looked yet</source>
   <translation>Es wurde noch nicht nachgesehen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/session.py" />
   <source>Look at what is there first.</source>
   <translation>Sehen Sie zuerst nach, was da ist.</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/settings.py" />
   <source>{name} stays as it is set here: {value}</source>
   <translation>{name} bleibt, wie es hier eingestellt ist: {value}</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/settings.py" />
   <source>{name} was not taken over: {why}</source>
   <translation>{name} wurde nicht übernommen: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/settings.py" />
   <source>There is no such setting</source>
   <translation>Eine solche Einstellung gibt es nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/spiral_codex.py" />
   <source>it holds no object of providers</source>
   <translation>Die Datei enthält kein Objekt mit Anbietern</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/spiral_codex.py" />
   <source>entry {label} is no object; it was left out</source>
   <translation>Der Eintrag {label} ist kein Objekt und wurde ausgelassen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/spiral_codex.py" />
   <source>the key does not fit the checksum beside it; test it after the import</source>
   <translation>Der Schlüssel passt nicht zur Prüfsumme daneben; prüfen Sie ihn nach der Übernahme</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/sqlite_image.py" />
   <source>it is no SQLite database</source>
   <translation>Das ist keine SQLite-Datenbank</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/sqlite_image.py" />
   <source>the database is damaged</source>
   <translation>Die Datenbank ist beschädigt</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/sqlite_image.py" />
   <source>it was left in the middle of a change; start and end the old tool once, then import again</source>
   <translation>Die Datenbank wurde mitten in einer Änderung verlassen; starten und beenden Sie das alte Programm einmal und übernehmen Sie dann noch einmal</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>it lists {count:,} providers; the first {most:,} were read</source>
   <translation>Die Datei nennt {count:,} Anbieter; die ersten {most:,} wurden gelesen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>“providers” is one provider instead of a list; it was read</source>
   <translation>„providers“ ist ein einzelner Anbieter statt einer Liste; er wurde gelesen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>“providers” is an object instead of a list; its entries were read</source>
   <translation>„providers“ ist ein Objekt statt einer Liste; seine Einträge wurden gelesen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>it holds no list of providers</source>
   <translation>Die Datei enthält keine Liste von Anbietern</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>“current_provider_index” points to no provider; it was ignored</source>
   <translation>„current_provider_index“ zeigt auf keinen Anbieter und wurde übergangen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>{label} is no object; it was left out</source>
   <translation>{label} ist kein Objekt und wurde ausgelassen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>switched off in the old tool: {why}</source>
   <translation>Im alten Programm ausgeschaltet: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>“max_cost_per_request” is no amount; it was ignored</source>
   <translation>„max_cost_per_request“ ist kein Betrag und wurde übergangen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager_db.py" />
   <source>the database is damaged ({why}); what could be read was taken</source>
   <translation>Die Datenbank ist beschädigt ({why}); was lesbar war, wurde übernommen</translation>
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager_db.py" />
   <source>it holds neither providers nor conversations of the old tool</source>
   <translation>Die Datei enthält weder Anbieter noch Gespräche des alten Programms</translation>
  </message>
 </context>
</TS>
