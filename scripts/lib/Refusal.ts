/** Thrown when a script won't do what it was asked; the message says what is wrong and what to do. */
export class Refusal extends Error {}
