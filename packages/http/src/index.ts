export { ClientGoneError } from "./ClientGoneError.ts";
export { createHandler, type FailureLog, type HandlerOptions } from "./createHandler.ts";
export {
  createHttpServer,
  type HttpServer,
  type HttpServerOptions,
  SERVER_LIMITS,
  type ServerLimits,
} from "./createHttpServer.ts";
export type { Route } from "./findRoute.ts";
export { createLoop, type Loop, type LoopOptions } from "./createLoop.ts";
export { HTTP_PROBLEMS, HttpError, type HttpErrorOptions, type Problem } from "./HttpError.ts";
export { pathOf } from "./pathOf.ts";
export { readBody, readJson } from "./readBody.ts";
export { routed } from "./routed.ts";
export { sendJson } from "./sendJson.ts";
