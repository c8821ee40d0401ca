"""The starter model: llama.cpp's server in a child process of ours."""
