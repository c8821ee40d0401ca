<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>not a regular file</source>
   <translation>keine gewöhnliche Datei</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>{file} could not be saved: another program has it open, or Windows forbids it</source>
   <translation>{file} konnte nicht gespeichert werden: Ein anderes Programm hat die Datei geöffnet, oder Windows verbietet es</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>Close the program that has {file} open (an editor?), then try again.</source>
   <translation>Schließen Sie das Programm, das {file} geöffnet hat (ein Editor?), und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>{file} could not be saved: the disk is full</source>
   <translation>{file} konnte nicht gespeichert werden: Die Festplatte ist voll</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>Free some space on the disk of {folder} and try again.</source>
   <translation>Schaffen Sie Platz auf der Festplatte von {folder}, und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>{file} could not be saved: no permission</source>
   <translation>{file} konnte nicht gespeichert werden: keine Erlaubnis</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>{file} could not be saved: the disk is read-only</source>
   <translation>{file} konnte nicht gespeichert werden: Die Festplatte ist schreibgeschützt</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>Make the disk of {folder} writable.</source>
   <translation>Machen Sie die Festplatte von {folder} beschreibbar.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>{file} could not be saved ({reason})</source>
   <translation>{file} konnte nicht gespeichert werden ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>Look at {folder} and try again.</source>
   <translation>Sehen Sie in {folder} nach, und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/linux.py" />
   <source>Launch at login could not be switched off ({reason})</source>
   <translation>„Beim Anmelden starten“ konnte nicht ausgeschaltet werden ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/linux.py" />
   <source>Remove {file} yourself.</source>
   <translation>Entfernen Sie {file} selbst.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>Open System Settings &gt; General &gt; Login Items and allow TrayBridge there.</source>
   <translation>Öffnen Sie Systemeinstellungen &gt; Allgemein &gt; Anmeldeobjekte, und erlauben Sie TrayBridge dort.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>launchctl could not switch launch at login on ({reason})</source>
   <translation>launchctl konnte das Starten bei der Anmeldung nicht einschalten ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>macOS wants you to allow launch at login</source>
   <translation>macOS möchte, dass Sie den Start beim Anmelden erlauben</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>macOS refused launch at login</source>
   <translation>macOS hat den Start beim Anmelden abgelehnt</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>macOS did not switch launch at login off</source>
   <translation>macOS hat den Start beim Anmelden nicht ausgeschaltet</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>Look at Settings &gt; Apps &gt; Startup.</source>
   <translation>Sehen Sie unter Einstellungen &gt; Apps &gt; Autostart nach.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>Install TrayBridge in a folder with a shorter name.</source>
   <translation>Installieren Sie TrayBridge in einem Ordner mit kürzerem Namen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>The command is longer than the {limit} characters that Windows starts at login</source>
   <translation>Der Befehl ist länger als die {limit} Zeichen, die Windows beim Anmelden startet</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>Windows did not switch launch at login off ({reason})</source>
   <translation>Windows hat den Start beim Anmelden nicht ausgeschaltet ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>Windows did not switch launch at login on ({reason})</source>
   <translation>Windows hat den Start beim Anmelden nicht eingeschaltet ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>Move away what is there, or make it a text file.</source>
   <translation>Verschieben Sie, was dort liegt, oder machen Sie eine Textdatei daraus.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>{file} is no file</source>
   <translation>{file} ist keine Datei</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>This cannot be a settings file.</source>
   <translation>Das kann keine Einstellungsdatei sein.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>{file} is larger than 1 MiB</source>
   <translation>{file} ist größer als 1 MiB</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>{file} cannot be read ({reason})</source>
   <translation>{file} kann nicht gelesen werden ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>Look at {file}.</source>
   <translation>Sehen Sie sich {file} an.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>The file is not UTF-8 text</source>
   <translation>Die Datei ist kein UTF-8-Text</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>Save it as UTF-8 in your editor.</source>
   <translation>Speichern Sie sie in Ihrem Editor als UTF-8.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>Nothing was saved, because the settings file is broken: {why}</source>
   <translation>Es wurde nichts gespeichert, weil die Einstellungsdatei fehlerhaft ist: {why}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>The settings file has a layout that cannot be changed without loss</source>
   <translation>Die Einstellungsdatei ist so aufgebaut, dass sie nicht ohne Verlust geändert werden kann</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/file.py" />
   <source>Make this change by hand; the file is as it was.</source>
   <translation>Nehmen Sie diese Änderung von Hand vor; die Datei ist, wie sie war.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a name is given twice</source>
   <translation>ein Name kommt zweimal vor</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a table is given twice</source>
   <translation>eine Tabelle kommt zweimal vor</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a number has too many digits</source>
   <translation>eine Zahl hat zu viele Ziffern</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>The settings cannot be used</source>
   <translation>Die Einstellungen können nicht verwendet werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>The settings are nested too deeply</source>
   <translation>Die Einstellungen sind zu tief verschachtelt</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>Remove the lists inside lists, and keys of more than 100 parts.</source>
   <translation>Entfernen Sie Listen in Listen und Namen aus mehr als 100 Teilen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>true or false</source>
   <translation>true oder false</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>one of {values}</source>
   <translation>eines von {values}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a list of texts, for example ["first", "second"]</source>
   <translation>eine Liste von Texten, zum Beispiel ["first", "second"]</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a text in quotes</source>
   <translation>Text in Anführungszeichen</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a table</source>
   <translation>eine Tabelle</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a whole number from {low} to {high}</source>
   <translation>eine ganze Zahl von {low} bis {high}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a whole number from {low}</source>
   <translation>eine ganze Zahl ab {low}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a whole number</source>
   <translation>eine ganze Zahl</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a whole number, at most {high}</source>
   <translation>eine ganze Zahl, höchstens {high}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a number above {above}, at most {high}</source>
   <translation>eine Zahl über {above}, höchstens {high}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a number above {above}</source>
   <translation>eine Zahl über {above}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a number from {low} to {high}</source>
   <translation>eine Zahl von {low} bis {high}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a number from {low}</source>
   <translation>eine Zahl ab {low}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a number</source>
   <translation>eine Zahl</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>a number, at most {high}</source>
   <translation>eine Zahl, höchstens {high}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>“{name}” is missing</source>
   <translation>„{name}“ fehlt</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>Write {allowed}.</source>
   <translation>Schreiben Sie {allowed}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>“{name}” is no table</source>
   <translation>„{name}“ ist keine Tabelle</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>Write it as [{name}], settings below.</source>
   <translation>Schreiben Sie sie als [{name}], die Einstellungen darunter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>“{name}” is no list of tables</source>
   <translation>„{name}“ ist keine Liste von Tabellen</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>Write [[{name}]] with two brackets above each one.</source>
   <translation>Schreiben Sie [[{name}]] mit zwei Klammern über jede.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>Write [[{name}]] above each one.</source>
   <translation>Schreiben Sie [[{name}]] über jede.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>Allowed is {allowed}.</source>
   <translation>Erlaubt ist {allowed}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>“{name}” cannot be this</source>
   <translation>„{name}“ kann das nicht sein</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>“{name}” cannot be {value}</source>
   <translation>„{name}“ kann nicht {value} sein</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>({count} more after it.)</source>
   <translation>(Danach {count} weitere.)</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>Look at line {line}, column {column}: {reason}.</source>
   <translation>Sehen Sie in Zeile {line}, Spalte {column} nach: {reason}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>Look at line {line}: {reason}.</source>
   <translation>Sehen Sie in Zeile {line} nach: {reason}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>The file is not valid TOML</source>
   <translation>Die Datei ist kein gültiges TOML</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>{file}: {count:,} more keys are not known.</source>
   <translation>{file}: {count:,} weitere Schlüsselwörter sind unbekannt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>“{name}” is not known and is left alone.</source>
   <translation>„{name}“ ist nicht bekannt und bleibt unberührt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/read.py" />
   <source>Is “{close}” meant?</source>
   <translation>Ist „{close}“ gemeint?</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/values.py" />
   <source>Name one of its settings, or use: traybridge providers.</source>
   <translation>Nennen Sie eine Einstellung daraus, oder verwenden Sie: traybridge providers.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/values.py" />
   <source>“{name}” is not one setting</source>
   <translation>„{name}“ ist keine einzelne Einstellung</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/values.py" />
   <source>There are {count} providers, counted from 0.</source>
   <translation>Es gibt {count} Anbieter, gezählt ab 0.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/values.py" />
   <source>There is no provider for “{name}”</source>
   <translation>Es gibt keinen Anbieter für „{name}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/values.py" />
   <source>There are {known}.</source>
   <translation>Es gibt {known}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/values.py" />
   <source>Name one of {names}.</source>
   <translation>Nennen Sie eine von {names}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/values.py" />
   <source>Known here: nothing below that.</source>
   <translation>Hier bekannt: nichts darunter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/values.py" />
   <source>Known here: {names}.</source>
   <translation>Hier bekannt: {names}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/values.py" />
   <source>There is no setting “{name}”</source>
   <translation>Es gibt keine Einstellung „{name}“</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/config/values.py" />
   <source>“{name}” cannot be set to that</source>
   <translation>„{name}“ kann nicht darauf gesetzt werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/control.py" />
   <source>TrayBridge is already running</source>
   <translation>TrayBridge läuft schon</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/control.py" />
   <source>Use its window, or end it: traybridge quit.</source>
   <translation>Verwenden Sie sein Fenster, oder beenden Sie es: traybridge quit.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/control.py" />
   <source>The folder {folder} cannot be used ({reason})</source>
   <translation>Der Ordner {folder} kann nicht verwendet werden ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/control.py" />
   <source>Its disk is read-only: make it writable, or set XDG_RUNTIME_DIR to a folder of your own.</source>
   <translation>Seine Festplatte ist schreibgeschützt: Machen Sie sie beschreibbar, oder setzen Sie XDG_RUNTIME_DIR auf einen eigenen Ordner.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/control.py" />
   <source>Its disk is full: free some space and start again.</source>
   <translation>Seine Festplatte ist voll: Schaffen Sie Platz, und starten Sie neu.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/filelock.py" />
   <source>Close other TrayBridge commands and try again.</source>
   <translation>Schließen Sie andere TrayBridge-Befehle, und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/filelock.py" />
   <source>Another program has been writing beside {file} for {seconds:.0f} s</source>
   <translation>Ein anderes Programm schreibt seit {seconds:.0f} s neben {file}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/instance.py" />
   <source>The request on the control socket cannot be read</source>
   <translation>Die Anfrage auf dem Steuer-Socket kann nicht gelesen werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/backends.py" />
   <source>Windows keeps no key longer than {limit} characters</source>
   <translation>Windows speichert keinen Schlüssel, der länger als {limit} Zeichen ist</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/backends.py" />
   <source>This one has {count}. Was something else pasted?</source>
   <translation>Dieser hat {count} Zeichen. Wurde etwas anderes eingefügt?</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/backends.py" />
   <source>Take it out of PYTHON_KEYRING_BACKEND or keyringrc.cfg; until then keys last for this session only.</source>
   <translation>Nehmen Sie ihn aus PYTHON_KEYRING_BACKEND oder keyringrc.cfg heraus; bis dahin gelten Schlüssel nur für diese Sitzung.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/backends.py" />
   <source>The keyring backend {name} is not known to keep keys safe</source>
   <translation>Vom Schlüsselbund {name} ist nicht bekannt, dass er Schlüssel sicher verwahrt</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/backends.py" />
   <source>Look at PYTHON_KEYRING_BACKEND and keyringrc.cfg.</source>
   <translation>Sehen Sie in PYTHON_KEYRING_BACKEND und keyringrc.cfg nach.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/backends.py" />
   <source>The chosen keyring cannot be loaded ({reason})</source>
   <translation>Der gewählte Schlüsselbund kann nicht geladen werden ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>The keyring is locked</source>
   <translation>Der Schlüsselbund ist gesperrt</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>Unlock it from the tray's menu, or log in to your desktop.</source>
   <translation>Entsperren Sie ihn im Menü des Infobereichs, oder melden Sie sich an Ihrem Desktop an.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>The login keychain is locked, and macOS cannot ask for its password here</source>
   <translation>Der Schlüsselbund „Anmeldung“ ist gesperrt, und macOS kann hier nicht nach seinem Passwort fragen</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>Type in a terminal: security unlock-keychain. Then try again.</source>
   <translation>Geben Sie in einem Terminal ein: security unlock-keychain. Versuchen Sie es dann erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>This system has no keyring that TrayBridge can use</source>
   <translation>Dieses System hat keinen Schlüsselbund, den TrayBridge verwenden kann</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>Start one, for example GNOME Keyring, KWallet or KeePassXC; until then keys last for this session only.</source>
   <translation>Starten Sie einen, zum Beispiel GNOME Keyring, KWallet oder KeePassXC; bis dahin gelten Schlüssel nur für diese Sitzung.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>The keyring cannot be reached: the session bus does not answer</source>
   <translation>Der Schlüsselbund ist nicht erreichbar: Der Sitzungsbus antwortet nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>DBUS_SESSION_BUS_ADDRESS names one that is gone. Log in again, or start TrayBridge from a fresh terminal.</source>
   <translation>DBUS_SESSION_BUS_ADDRESS nennt einen, den es nicht mehr gibt. Melden Sie sich neu an, oder starten Sie TrayBridge aus einem neuen Terminal.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>The keyring did not let TrayBridge in</source>
   <translation>Der Schlüsselbund hat TrayBridge nicht zugelassen</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>Try again, and allow it when the system asks.</source>
   <translation>Versuchen Sie es erneut, und erlauben Sie es, wenn das System fragt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>Look for a window that asks for a password, then try again.</source>
   <translation>Suchen Sie nach einem Fenster, das nach einem Passwort fragt, und versuchen Sie es dann erneut.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>The keyring did not answer within {seconds:g} s</source>
   <translation>Der Schlüsselbund hat nicht innerhalb von {seconds:g} s geantwortet</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>The stored key of {account} cannot be read</source>
   <translation>Der gespeicherte Schlüssel von {account} kann nicht gelesen werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>It stays as it is. To replace it: traybridge keys set {account}.</source>
   <translation>Er bleibt, wie er ist. Um ihn zu ersetzen: traybridge keys set {account}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>Try again; if that does not help, restart it.</source>
   <translation>Versuchen Sie es erneut; wenn das nicht hilft, starten Sie ihn neu.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/keyring/problems.py" />
   <source>The keyring failed ({reason})</source>
   <translation>Der Schlüsselbund ist ausgefallen ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/macos_install.py" />
   <source>This Python is a framework build (python.org, Homebrew): macOS 26 shows no menu bar icon for it</source>
   <translation>Dieses Python ist ein Framework-Build (python.org, Homebrew): macOS 26 zeigt dafür kein Symbol in der Menüleiste</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/macos_install.py" />
   <source>Make .venv with another Python, then start again; make run does so by itself.</source>
   <translation>Legen Sie .venv mit einem anderen Python an, und starten Sie neu; make run tut das von selbst.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/macos_install.py" />
   <source>AppKit cannot be used: pyobjc is missing or does not fit this Python</source>
   <translation>AppKit ist nicht nutzbar: pyobjc fehlt oder passt nicht zu diesem Python</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/macos_install.py" />
   <source>Without it TrayBridge stands in the Dock, a right click may not open the menu, and it does not notice that the Mac woke up. Install again: make run.</source>
   <translation>Ohne es steht TrayBridge im Dock, ein Rechtsklick öffnet vielleicht nicht das Menü, und es bemerkt nicht, dass der Mac aufgewacht ist. Installieren Sie neu: make run.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/macos_install.py" />
   <source>TrayBridge lies in {folder}, which macOS keeps from programs that start at login</source>
   <translation>TrayBridge liegt in {folder}, was macOS vor Programmen verschließt, die bei der Anmeldung starten</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/macos_install.py" />
   <source>Launch at login may fail there. Move it elsewhere, to your home folder for example, and type: make run.</source>
   <translation>Der Start bei der Anmeldung kann dort misslingen. Verschieben Sie es, zum Beispiel in Ihren Benutzerordner, und tippen Sie: make run.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/macos_install.py" />
   <source>macOS knows this program as {program}, not as TrayBridge</source>
   <translation>macOS kennt dieses Programm als {program}, nicht als TrayBridge</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/macos_install.py" />
   <source>Keychain questions, Local Network and Login Items show that name, and notifications come as Script Editor's. Only a signed TrayBridge.app can change that; there is none yet.</source>
   <translation>Fragen des Schlüsselbunds, Lokales Netzwerk und Anmeldeobjekte zeigen diesen Namen, und Mitteilungen kommen als die des Skripteditors. Nur eine signierte TrayBridge.app kann das ändern; es gibt noch keine.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/notification_backend.py" />
   <source>macOS shows them as Script Editor's, and a click on one opens that: only a signed TrayBridge.app may send its own.</source>
   <translation>macOS zeigt sie als Mitteilungen des Skripteditors, und ein Klick öffnet diesen: Nur eine signierte TrayBridge.app darf eigene senden.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/ownership.py" />
   <source>Let your user write to {folder}.</source>
   <translation>Erlauben Sie Ihrem Benutzer, in {folder} zu schreiben.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/ownership.py" />
   <source>{folder} belongs to {owner}. Let your user write there.</source>
   <translation>{folder} gehört {owner}. Erlauben Sie Ihrem Benutzer, dort zu schreiben.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/ownership.py" />
   <source>{folder} belongs to {owner}. Give it back: sudo chown -R {user} {folder}</source>
   <translation>{folder} gehört {owner}. Geben Sie es zurück: sudo chown -R {user} {folder}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/ownership.py" />
   <source>Make it readable for your user: chmod u+rw {file}.</source>
   <translation>Machen Sie sie für Ihren Benutzer lesbar: chmod u+rw {file}.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/ownership.py" />
   <source>It belongs to {owner}. Give it back: sudo chown {user} {file}</source>
   <translation>Sie gehört {owner}. Geben Sie sie zurück: sudo chown {user} {file}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/ownership.py" />
   <source>This runs as root in a folder of {owner}</source>
   <translation>Dies läuft als root in einem Ordner von {owner}</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/ownership.py" />
   <source>What it saves belongs to root, and {owner} can no longer change it. Run it as {owner}, without sudo.</source>
   <translation>Was es speichert, gehört root, und {owner} kann es nicht mehr ändern. Führen Sie es als {owner} aus, ohne sudo.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>Remove it, or set XDG_RUNTIME_DIR to a folder of your own.</source>
   <translation>Entfernen Sie ihn, oder setzen Sie XDG_RUNTIME_DIR auf einen eigenen Ordner.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be trusted: it is missing</source>
   <translation>Dem Ordner {folder} ist nicht zu trauen: Er fehlt</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be trusted: it cannot be looked at ({reason})</source>
   <translation>Dem Ordner {folder} ist nicht zu trauen: Er kann nicht angesehen werden ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be trusted: it is no folder</source>
   <translation>Dem Ordner {folder} ist nicht zu trauen: Er ist kein Ordner</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be trusted: it belongs to another user</source>
   <translation>Dem Ordner {folder} ist nicht zu trauen: Er gehört einem anderen Benutzer</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be trusted: it can be used by others</source>
   <translation>Dem Ordner {folder} ist nicht zu trauen: Andere können ihn verwenden</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>Write the whole path of the folder.</source>
   <translation>Schreiben Sie den ganzen Pfad des Ordners.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>{variable} names a home folder that does not exist</source>
   <translation>{variable} nennt einen Benutzerordner, den es nicht gibt</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The home folder of this user cannot be found</source>
   <translation>Der Benutzerordner dieses Benutzers wurde nicht gefunden</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>Set {variable} to a folder of your own.</source>
   <translation>Setzen Sie {variable} auf einen eigenen Ordner.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be made ({reason})</source>
   <translation>Der Ordner {folder} kann nicht angelegt werden ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>Make it yourself, or set {variable} to a folder that you may write to.</source>
   <translation>Legen Sie ihn selbst an, oder setzen Sie {variable} auf einen Ordner, in den Sie schreiben dürfen.</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/port_owner.py" />
   <source>a program</source>
   <translation>ein Programm</translation>
  </message>
  <message>
   <location filename="src/traybridge/system/port_owner.py" />
   <source>{program} (process {process})</source>
   <translation>{program} (Prozess {process})</translation>
  </message>
 </context>
</TS>
