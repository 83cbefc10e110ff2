/** One file on its way to the server. */
import { Problem } from "/api.js";

export class Upload {
  /** @param {File} file @param {() => void} changed @param {(upload: Upload) => void} gone @param {{duration?: number, wave?: string}} [sound] */
  constructor(file, changed, gone, sound = {}) {
    Object.assign(this, { file, changed, gone, sound, progress: 0, done: null, problem: null });
    this.name = file.name || "picture.png";
    this.image = file.type.startsWith("image/") && file.size < 40e6 ? URL.createObjectURL(file) : null;
    this.finished = new Promise((resolve) => { this.finish = resolve; });
    this.retry = () => this.problem && this.start();
    addEventListener("online", this.retry);
    this.start();
  }

  start() {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: this.name, ...(this.sound.wave ? { duration: String(this.sound.duration), wave: this.sound.wave } : {}) });
    Object.assign(this, { request, problem: null, progress: 0 });
    request.open("POST", "/api/v1/attachments?" + query);
    request.setRequestHeader("Content-Type", this.file.type || "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => this.tell({ progress: event.lengthComputable ? event.loaded / event.total : 0 });
    request.onload = () => {
      if (request.status === 201 && request.response) this.tell({ done: request.response, progress: 1 });
      else this.tell({ problem: new Problem(request.response ?? { title: "The server answered " + request.status, status: request.status }) });
      if (this.done) this.close();
    };
    request.onerror = () => this.tell({ problem: new Problem({ title: "Not uploaded: no connection", status: 0 }) });
    request.send(this.file);
  }

  tell(fields) {
    Object.assign(this, fields);
    this.changed();
  }

  close() {
    removeEventListener("online", this.retry);
    this.finish();
  }

  /** Stops the upload, or takes the file out again. */
  cancel() {
    this.request.abort();
    if (this.done) fetch("/api/v1/attachments/" + this.done.id, { method: "DELETE" }).catch(() => {});
    if (this.image) URL.revokeObjectURL(this.image);
    this.close();
    this.gone(this);
  }
}
