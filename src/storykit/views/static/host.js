// Stands in for Jupyter's model, so that a view lives in a page of its own.
class Model {
  constructor(state) { this.state = state; this.heard = {}; }
  get(name) { return this.state[name]; }
  set(name, value) {
    if (this.state[name] === value) return;
    this.state[name] = value;
    (this.heard[`change:${name}`] ?? []).forEach((call) => call());
  }
  on(name, call) { (this.heard[name] ??= []).push(call); }
  off(name, call) { this.heard[name] = (this.heard[name] ?? []).filter((each) => each !== call); }
  save_changes() {}
}
