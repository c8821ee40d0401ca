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
   <location filename="src/traybridge/app/desk.py" />
   <source>There is no provider “{provider}” any more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>No settings file yet: all defaults ({file})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>Settings are fine ({file})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>{hint} The last good settings are in force.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>The system's keyring can be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>The history was damaged and is kept as {file}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>The journal can be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>The journal can be used (empty)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>TrayBridge is not running</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>TrayBridge is running (process {pid})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>traybridge chats in the terminal, or runs as a service.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>There is no display</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>There is a place for the icon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>There is no session bus; only an X11 tray can show the icon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>This desktop has a place for the icon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>This desktop has no place for tray icons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>GNOME needs the extension AppIndicator and KStatusNotifierItem Support. Until then: traybridge open.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>Is it busy or stuck? Restart it if it stays so.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>It is {program}. {hint}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/doctor.py" />
   <source>not checked: no answer</source>
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
   <location filename="src/traybridge/app/moving.py" />
   <source>Not saved: {file} ({why})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/app/moving.py" />
   <source>Nothing was removed.</source>
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
