<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/core/bridge.py" />
   <source>traybridge providers list shows them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/bridge.py" />
   <source>Is it busy or stuck?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/bridge.py" />
   <source>No answer to a look at its health</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>There is no message to answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Write something and send it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>The message is empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>The model name is empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Use “auto” or a model's name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Send a shorter part of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Scale the image down and send it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Give each provider an id of its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Write it as "provider:model", for example "openrouter:openai/gpt-4o".</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>A provider has no usable id</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Give it a short name, for example “openrouter”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>A header's name has letters, digits and hyphens, its value printable characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Keys belong in the keyring: traybridge keys set.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address (base_url) is missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address (base_url) cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address (base_url) holds a user name or a key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Leave it out; keys belong in the keyring.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/conversation.py" />
   <source>Ask again; the log tells more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/health.py" />
   <source>The key was refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/health.py" />
   <source>Enter a new key for this provider.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/keyring.py" />
   <source>There is no keyring here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/keyring.py" />
   <source>The key is kept for this session only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>The answer ended without a finish reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>Change the request and send it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>What had arrived is kept. Ask for the rest, or ask again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>The provider may be overloaded; try again or ask another one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>The key is empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>Paste the key and try again; the stored key stays as it was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>The key has a blank, a line break or another character inside that no key has</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>Copy it again in one piece, with nothing before or after it.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
