export { createSignatures, type FastSignatures } from "./createSignatures.ts";
