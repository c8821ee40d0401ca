<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>macOS wants you to allow launch at login</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>macOS refused launch at login</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>macOS did not switch launch at login off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>Install TrayBridge in a folder with a shorter name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>Look at Settings &gt; Apps &gt; Startup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>Move away what is there, or make it a text file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>This cannot be a settings file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>The file is not UTF-8 text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>Save it as UTF-8 in your editor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>The settings file has a layout that cannot be changed without loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>Make this change by hand; the file is as it was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>The settings are nested too deeply</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>Remove the lists inside lists.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>The settings cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>The file is not valid TOML</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>Name one of its settings, or use: traybridge providers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/control.py" />
   <source>Make it writable for your user and start again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/filelock.py" />
   <source>Close other TrayBridge commands and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/instance.py" />
   <source>The request on the control socket cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>Remove it, or set XDG_RUNTIME_DIR to a folder of your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>Write the whole path of the folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The home folder of this user cannot be found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Take it out of PYTHON_KEYRING_BACKEND or keyringrc.cfg; until then keys last for this session only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Look at PYTHON_KEYRING_BACKEND and keyringrc.cfg.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>The keyring is locked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Unlock it from the tray's menu, or log in to your desktop.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>This system has no keyring that TrayBridge can use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Start one, for example GNOME Keyring, KWallet or KeePassXC; until then keys last for this session only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>The keyring did not let TrayBridge in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Try again, and allow it when the system asks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Look for a window that asks for a password, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Try again; if that does not help, restart it.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
