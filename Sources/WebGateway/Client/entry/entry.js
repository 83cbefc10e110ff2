/** The screens of somebody who is not signed in yet. */
export { setup } from "/entry-setup.js";
export { signin } from "/entry-signin.js";
export { join, register } from "/entry-register.js";
export { invitation } from "/entry-invitation.js";
export { link } from "/entry-link.js";
export { stop } from "/entry-stop.js";
