<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Cannot be read: {reason} ({file})</source>
   <translation>Nicht lesbar: {reason} ({file})</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Not saved: {reason} ({file})</source>
   <translation>Nicht gespeichert: {reason} ({file})</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Free some room on the disk.</source>
   <translation>Schaffen Sie Platz auf dem Datenträger.</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/database.py" />
   <source>Allow this user to write there.</source>
   <translation>Erlauben Sie diesem Benutzer, dort zu schreiben.</translation>
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
  <message>
   <location filename="src/traybridge/storage/journal.py" />
   <source>What was spent in {month} is not known: the history was damaged</source>
   <translation>Was im Monat {month} ausgegeben wurde, ist nicht bekannt: Der Verlauf war beschädigt</translation>
  </message>
  <message>
   <location filename="src/traybridge/storage/journal.py" />
   <source>It is kept as {file}; delete that file to count from nothing.</source>
   <translation>Er ist als {file} aufbewahrt; löschen Sie diese Datei, um von null an zu zählen.</translation>
  </message>
 </context>
</TS>
