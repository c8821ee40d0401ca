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
