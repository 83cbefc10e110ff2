/** Keys of what is sent: ULIDs, so that they sort by time. */

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let last = 0, counter = 0;

/** 26 characters, unique, ascending within this page. @returns {string} */
export function newKey(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(14))) {
  counter = now <= last ? counter + 1 : 0;
  last = Math.max(now, last);
  let time = "", rest = last;
  for (let i = 0; i < 10; i++) {
    time = alphabet[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  const order = alphabet[(counter >> 5) & 31] + alphabet[counter & 31];
  return time + order + [...random].map((byte) => alphabet[byte & 31]).join("");
}
