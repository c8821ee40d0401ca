<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/demo/session.py" />
   <source>Port {port} cannot be used ({why})</source>
   <translation>Port {port} kann nicht benutzt werden ({why})</translation>
  </message>
  <message>
   <location filename="src/traybridge/demo/session.py" />
   <source>Leave out --port, or use another.</source>
   <translation>Lassen Sie --port weg, oder nehmen Sie einen anderen Port.</translation>
  </message>
 </context>
</TS>
