<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/providers/anthropic_wire.py" />
   <source>Ask another provider, or leave it out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic_wire.py" />
   <source>Answered with content that cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/chunks.py" />
   <source>Sent an event that is not JSON</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/chunks.py" />
   <source>The answer ended with an error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/chunks.py" />
   <source>The connection ended before the first word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/chunks.py" />
   <source>Ask again, or use another provider.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/chunks.py" />
   <source>The answer broke off before its end</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded.py" />
   <source>Ask for that, or leave the choice to auto.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>The starter model was stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>Ask again; it starts anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>Is the machine out of memory?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>Is the machine very busy?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Ask for a model that this cluster has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>It may be very busy, or hang: look at the machine, or restart Exo there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Unload another model, add a node, or choose a smaller model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>See `traybridge exo status` for what is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Just ask it, or update Exo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_watch.py" />
   <source>Start Exo there, or enter the address where it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_watch.py" />
   <source>Update TrayBridge; if it stays, tell its developers which version of Exo this is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Check that the machine is on and reachable.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Start the server there, or check the address.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Check the address and the network connection.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Ask again in a moment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Name a PEM file there, or empty the setting.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Too many files and connections are open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Close some programs and ask again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Check the firewall.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Write http:// where https:// stands, or check the port.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Check the address, the clock and the network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/gate.py" />
   <source>Local only is on, and this provider is reached through a proxy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/gate.py" />
   <source>Switch local only off to use it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/http.py" />
   <source>The stored key has a character that no key has</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/http.py" />
   <source>Enter the key again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/http.py" />
   <source>Is this the right address?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/http.py" />
   <source>Answered with broken compressed data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/http.py" />
   <source>Answered with far too much compressed data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/openai.py" />
   <source>It is asked without stream_options from now on; ask again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/openai.py" />
   <source>Sent an event that is too long to be one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/openai.py" />
   <source>Answered with more than 32 MiB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Answered with nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>It may have crashed while answering; ask again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Start a new conversation, or use a model with a larger context window.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Ask for a shorter answer, or top up the account.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Enter a key for this provider.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Wait a moment and ask again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Load it, or choose another model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Say it in other words, or use another provider.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/plain.py" />
   <source>The request cannot be sent: a header is not valid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/plain.py" />
   <source>Check the provider's headers and its key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/pooled.py" />
   <source>Check the system's proxy settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/pooled.py" />
   <source>Set an HTTP proxy, or name this host in the proxy's exceptions.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/transport.py" />
   <source>This address cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/transport.py" />
   <source>Correct the provider's base_url.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
