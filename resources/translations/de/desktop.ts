<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/desktop/language.py" />
   <source>{number}%</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>Somebody removed it meanwhile.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>Choose it in the list.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>The starter model cannot be removed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>Switch it off instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/edits.py" />
   <source>It was added meanwhile.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Write it like 5 or 2.50; empty means no cap.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Fill in both, or remove the row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/desktop/settings/values.py" />
   <source>Remove one of the two.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
