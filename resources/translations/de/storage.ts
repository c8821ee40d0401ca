<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Free some room on the disk, or allow this user to write there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Update TrayBridge; nothing was changed.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
