<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Not saved: {reason} ({file})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Free some room on the disk, or allow this user to write there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Not saved: {file} cannot be used ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Update TrayBridge; nothing was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>{file} was written by a newer TrayBridge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>the disk is full</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>another program holds the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>the file cannot be written</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Free some room on the disk; chatting goes on meanwhile.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Chatting goes on meanwhile; traybridge doctor tells more.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
