/** Thrown when the configuration or the environment is not usable; says where and what is expected. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(place: string, problem: string, options?: ErrorOptions) {
    super(`${place} ${problem}.`, options);
  }
}
