<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>The settings changed while the import waited</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>Start the import again and look at it anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>Nothing was removed from the old files. Check the keyring and import again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/discover.py" />
   <source>Check the path; without one the home and current folders are read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>The keys are kept for this session only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>Nothing was removed from the old files. Set up a keyring, import again, then scrub.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>Nothing was removed from the old files. Import again, then scrub.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/settings.py" />
   <source>There is no such setting</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
