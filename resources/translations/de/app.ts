<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/app/demo.py" />
   <source>Leave out --port, or use another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/importing.py" />
   <source>Nobody has looked yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/importing.py" />
   <source>Look at what is there first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/tray.py" />
   <source>TrayBridge is running but does not answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/tray.py" />
   <source>End it: traybridge quit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/verbs.py" />
   <source>Use the same version on both sides.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/verbs.py" />
   <source>TrayBridge runs here without a window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/verbs.py" />
   <source>Chat in the terminal: traybridge chat. End it: traybridge quit.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
