<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/app/control_handlers.py" />
   <source>Use the same version on both sides.</source>
   <translation>Verwenden Sie auf beiden Seiten dieselbe Version.</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/control_handlers.py" />
   <source>TrayBridge runs here without a window</source>
   <translation>TrayBridge läuft hier ohne Fenster</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/control_handlers.py" />
   <source>Chat in the terminal: traybridge chat. End it: traybridge quit.</source>
   <translation>Chatten im Terminal: traybridge chat. Beenden: traybridge quit.</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/demo.py" />
   <source>Leave out --port, or use another.</source>
   <translation>Lassen Sie --port weg, oder nehmen Sie einen anderen Port.</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/desktop_platform.py" />
   <source>macOS shows them as Script Editor's, and a click on one opens that: only a signed TrayBridge.app may send its own.</source>
   <translation>macOS zeigt sie als Mitteilungen des Skripteditors, und ein Klick öffnet diesen: Nur eine signierte TrayBridge.app darf eigene senden.</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>No settings file yet: all defaults ({file})</source>
   <translation>Noch keine Einstellungsdatei: alles wie vorgegeben ({file})</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>Settings are fine ({file})</source>
   <translation>Die Einstellungen sind in Ordnung ({file})</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>{hint} The last good settings are in force.</source>
   <translation>{hint} Die letzten brauchbaren Einstellungen gelten weiter.</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>The system's keyring can be used</source>
   <translation>Der Schlüsselbund des Systems ist verwendbar</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>The history was damaged and is kept as {file}</source>
   <translation>Der Verlauf war beschädigt und wird als {file} aufbewahrt</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>The journal can be used</source>
   <translation>Das Journal ist verwendbar</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>The journal can be used (empty)</source>
   <translation>Das Journal ist verwendbar (leer)</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>TrayBridge is not running</source>
   <translation>TrayBridge läuft nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>TrayBridge is running (process {pid})</source>
   <translation>TrayBridge läuft (Prozess {pid})</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>traybridge chats in the terminal, or runs as a service.</source>
   <translation>traybridge chattet im Terminal oder läuft als Dienst.</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>There is no display</source>
   <translation>Es gibt keinen Bildschirm</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>There is a place for the icon</source>
   <translation>Es gibt einen Platz für das Symbol</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>There is no session bus; only an X11 tray can show the icon</source>
   <translation>Es gibt keinen Sitzungsbus; nur ein X11-Infobereich kann das Symbol zeigen</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>This desktop has a place for the icon</source>
   <translation>Dieser Desktop hat einen Platz für das Symbol</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>This desktop has no place for tray icons</source>
   <translation>Dieser Desktop hat keinen Infobereich für Symbole</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>GNOME needs the extension AppIndicator and KStatusNotifierItem Support. Until then: traybridge open.</source>
   <translation>GNOME braucht die Erweiterung AppIndicator and KStatusNotifierItem Support. Bis dahin: traybridge open.</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>Is it busy or stuck? Restart it if it stays so.</source>
   <translation>Ist er beschäftigt, oder hängt er? Starten Sie ihn neu, wenn es so bleibt.</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>It is {program}. {hint}</source>
   <translation>Es ist {program}. {hint}</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>not checked: no answer</source>
   <translation>nicht geprüft: keine Antwort</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/tray.py" />
   <source>TrayBridge is running but does not answer</source>
   <translation>TrayBridge läuft, antwortet aber nicht</translation>
  </message>
  <message>
   <location filename="src/traybridge/app/tray.py" />
   <source>End it: traybridge quit.</source>
   <translation>Beenden Sie es: traybridge quit.</translation>
  </message>
 </context>
</TS>
