/** Thrown when a client left before it had sent its request; there is nobody to tell. */
export class ClientGoneError extends Error {
  override readonly name = "ClientGoneError";

  constructor() {
    super("The client closed the connection before its request was complete.");
  }
}
