/** Finds out that somebody speaks who is muted. Pure: is told each level, about fifteen times a second. */

/** As loud as speech near a microphone, −35 dBFS; so often of so many levels (1.5 s), which keys and coughs do not reach. */
const loud = 0.3, often = 10, many = 23;

/** Milliseconds from one time of telling to the next. */
const pause = 120_000;

export class Unheard {
  constructor() {
    this.forget();
    this.told = -Infinity;
    this.declined = false;
  }

  /** What was heard so far does not count: one is heard, or does not want to be. */
  forget() {
    this.levels = [];
  }

  /** Muted anew: who did not want to be told may be told again. */
  muted() {
    this.forget();
    this.declined = false;
  }

  /** True when it should be told now. @param {number} level 0…1 @param {number} now milliseconds */
  heard(level, now) {
    this.levels.push(level);
    if (this.levels.length > many) this.levels.shift();
    if (this.declined || now - this.told < pause || this.levels.filter((l) => l >= loud).length < often) return false;
    this.told = now;
    return true;
  }
}
