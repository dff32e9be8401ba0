"""Drives a real JupyterLab in a real browser: by its commands, not by its looks."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

PATIENCE = 120  # seconds: a loaded machine is slow, a hanging one is not right either
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]

READY = """async () => {
  const app = window.jupyterapp;
  if (!app) return false;
  await app.restored;
  const panel = app.shell.currentWidget;
  if (!panel?.content?.model || !panel.sessionContext) return false;
  await panel.context.ready;
  await panel.sessionContext.ready;
  return panel.content.model.cells.length > 0 && panel.context.path === PATH;
}"""
DONE = """() => {
  const panel = window.jupyterapp.shell.currentWidget, kernel = panel.sessionContext.session?.kernel;
  if (kernel?.status !== "idle") return false;
  return [...panel.content.model.cells].every((cell) => cell.type !== "code" || cell.executionCount !== null);
}"""
ERRORS = """() => {
  const found = [];
  for (const cell of window.jupyterapp.shell.currentWidget.content.model.cells)
    for (let i = 0; cell.type === "code" && i < cell.outputs.length; i++) {
      const output = cell.outputs.get(i).toJSON();
      if (output.output_type === "error" || output.name === "stderr") found.push(output);
    }
  return found;
}"""
CLEAR = """() => {
  for (const cell of window.jupyterapp.shell.currentWidget.content.model.cells) if (cell.type === "code") cell.clearExecution();
}"""


@dataclass(frozen=True)
class Server:
    """A running JupyterLab."""

    address: str
    token: str


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def make_lab(project: Path, private: Path) -> Iterator[Server]:
    """Run `make lab` in a copy of the project, as a newcomer does, with settings of its own; wait until it serves."""
    port, token = free_port(), secrets.token_hex(16)
    kinds = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR",
             "JUPYTERLAB_SETTINGS_DIR", "IPYTHONDIR")  # fmt: skip
    env = os.environ | {kind: str(private / kind.lower()) for kind in kinds}
    arguments = f"--no-browser --ip=127.0.0.1 --port={port} --ServerApp.port_retries=0 --expose-app-in-browser"
    command = ["make", "lab", f"VENV={sys.prefix}", f"LAB_ARGS={arguments} --IdentityProvider.token={token}"]
    with (private / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=project, env=env, stdout=log, stderr=log, start_new_session=True)
        try:
            server = Server(f"http://127.0.0.1:{port}", token)
            started = time.monotonic()
            while not _serves(server):
                if process.poll() is not None or time.monotonic() - started > PATIENCE:
                    raise RuntimeError((private / "log").read_text())
                time.sleep(0.2)
            yield server
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def _serves(server: Server) -> bool:
    try:
        with urllib.request.urlopen(f"{server.address}/api/status?token={server.token}", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def poll(page: Page, script: str) -> None:
    """Wait until a script says true; an async one too, whose promise `wait_for_function` would take for true."""
    started = time.monotonic()
    answer = f"() => Promise.race([({script})(), new Promise((done) => setTimeout(() => done(false), 5000))])"
    while not page.evaluate(answer):
        if time.monotonic() - started > PATIENCE:
            raise TimeoutError(script)
        time.sleep(0.1)


def open_notebook(page: Page, server: Server, path: str) -> None:
    """Open a notebook alone on the page, without running it."""
    page.goto(f"{server.address}/lab/tree/{path}?token={server.token}&reset")
    poll(page, READY.replace("PATH", repr(path)))
    page.evaluate("() => window.jupyterapp.shell.collapseLeft()")


def run_all(page: Page) -> list[Any]:
    """Run all cells; returns the outputs that are errors or warnings."""
    page.evaluate(CLEAR)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    poll(page, DONE)
    page.wait_for_timeout(800)
    return list(page.evaluate(ERRORS))


def theme(page: Page, name: str) -> None:
    """Switch JupyterLab's theme: "JupyterLab Light" or "JupyterLab Dark"."""
    page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
    page.wait_for_timeout(700)
    poll(page, "() => !document.querySelector('#jupyterlab-splash')")  # it lies over the page while a theme is loaded


def unfold(page: Page) -> None:
    """Make the page so high that the whole notebook is on it: JupyterLab draws only what is seen."""
    for _ in range(6):
        high = page.evaluate(
            """() => { const panel = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden)');
                       panel.querySelector('.jp-WindowedPanel-outer').scrollTop = 0;
                       const bottoms = [...panel.querySelectorAll('.jp-Cell')].map((cell) => cell.getBoundingClientRect().bottom);
                       return Math.max(...bottoms) + 80; }"""
        )
        size = page.viewport_size
        assert size is not None
        if abs(high - size["height"]) < 40:
            return
        page.set_viewport_size({"width": size["width"], "height": max(700, min(int(high), 9000))})
        page.wait_for_timeout(400)


def close(page: Page) -> None:
    """Stop the kernel, and close the notebook without saving."""
    page.evaluate(
        """async () => { const panel = window.jupyterapp.shell.currentWidget;
                         panel.context.model.dirty = false; await panel.sessionContext.shutdown(); panel.close(); }"""
    )
