/** Width and height in pixels. */
export type ImageSize = { readonly width: number; readonly height: number };

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_SIZE_AT = 16;

const JPEG_MARKER = 0xff;
const JPEG_START = 0xd8;
/** Start-of-frame markers carry the size: C0 to CF but C4, C8 and CC, which are tables. */
const isJpegFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** What the header of a PNG or JPEG says of its size, without decoding it; undefined if it is neither. */
export function imageSize(image: Buffer): ImageSize | undefined {
  if (image.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return pngSize(image);
  if (image[0] === JPEG_MARKER && image[1] === JPEG_START) return jpegSize(image);
  return undefined;
}

function pngSize(image: Buffer): ImageSize | undefined {
  if (image.length < PNG_SIZE_AT + 8) return undefined;
  return { width: image.readUInt32BE(PNG_SIZE_AT), height: image.readUInt32BE(PNG_SIZE_AT + 4) };
}

/** Walks the segments: marker, length, content. */
function jpegSize(image: Buffer): ImageSize | undefined {
  for (let at = 2; at + 9 <= image.length; at += 2 + image.readUInt16BE(at + 2)) {
    if (image[at] !== JPEG_MARKER) return undefined;
    if (isJpegFrame(image[at + 1] ?? 0)) {
      return { height: image.readUInt16BE(at + 5), width: image.readUInt16BE(at + 7) };
    }
  }
  return undefined;
}
