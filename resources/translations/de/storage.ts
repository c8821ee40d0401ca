<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Not saved: {reason} ({file})</source>
   <translation>Nicht gespeichert: {reason} ({file})</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Free some room on the disk, or allow this user to write there.</source>
   <translation>Schaffen Sie Platz auf der Festplatte, oder erlauben Sie diesem Benutzer, dort zu schreiben.</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Not saved: {file} cannot be used ({reason})</source>
   <translation>Nicht gespeichert: {file} kann nicht verwendet werden ({reason})</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Update TrayBridge; nothing was changed.</source>
   <translation>Aktualisieren Sie TrayBridge; es wurde nichts geändert.</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>{file} was written by a newer TrayBridge</source>
   <translation>{file} wurde von einem neueren TrayBridge geschrieben</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>the disk is full</source>
   <translation>die Festplatte ist voll</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>another program holds the file</source>
   <translation>ein anderes Programm hält die Datei fest</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>the file cannot be written</source>
   <translation>die Datei kann nicht geschrieben werden</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Free some room on the disk; chatting goes on meanwhile.</source>
   <translation>Schaffen Sie Platz auf der Festplatte; Sie können währenddessen weiter chatten.</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Chatting goes on meanwhile; traybridge doctor tells more.</source>
   <translation>Sie können währenddessen weiter chatten; mehr erfahren Sie mit traybridge doctor.</translation>
  </message>
 </context>
</TS>
