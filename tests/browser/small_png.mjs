// A screenshot has few colours: with a palette of 40 it is a quarter as large. Long pages are cut: at
// 1,800 px of a wide window, further down the narrower it is.
import fs from 'node:fs';
import * as zlib from 'node:zlib';

const { deflateSync, inflateSync, crc32: crcOf } = zlib;

const PIXELS_MAX = 1_800 * 1_440;
const COLOURS = 40;

/** The pixels of an 8-bit RGB or RGBA picture, three bytes each (PNG, ISO/IEC 15948). */
function decode(data) {
  const pieces = [];
  let width = 0;
  let height = 0;
  let channels = 0;
  for (let at = 8; at < data.length; ) {
    const length = data.readUInt32BE(at);
    const kind = data.toString('latin1', at + 4, at + 8);
    const body = data.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      channels = body[9] === 6 ? 4 : 3;
    }
    if (kind === 'IDAT') pieces.push(body);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(pieces));
  const stride = width * channels;
  const lines = Buffer.alloc(stride * height);
  for (let y = 0; y < height; ++y) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; ++x) {
      const left = x >= channels ? lines[y * stride + x - channels] : 0;
      const up = y > 0 ? lines[(y - 1) * stride + x] : 0;
      const corner = x >= channels && y > 0 ? lines[(y - 1) * stride + x - channels] : 0;
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
      const add = [0, left, up, (left + up) >> 1, paeth][filter];
      lines[y * stride + x] = raw[y * (stride + 1) + 1 + x] + add;
    }
  }
  return { width, height: Math.min(height, Math.floor(PIXELS_MAX / width)), channels, lines };
}

/** The commonest colours, and for every other one the nearest of them. */
function palette({ width, height, channels, lines }) {
  const counts = new Map();
  for (let at = 0; at < width * height * channels; at += channels) {
    const colour = (lines[at] << 16) | (lines[at + 1] << 8) | lines[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const kept = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, COLOURS);
  const nearest = new Map(kept.map((colour, at) => [colour, at]));
  const far = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;
  for (const colour of counts.keys()) {
    if (nearest.has(colour)) continue;
    let best = 0;
    for (let at = 1; at < kept.length; ++at) if (far(colour, kept[at]) < far(colour, kept[best])) best = at;
    nearest.set(colour, best);
  }
  return { kept, nearest };
}

function chunk(kind, body) {
  const data = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(data));
  return Buffer.concat([length, data, sum]);
}

function crc(data) {
  if (crcOf) return crcOf(data);
  let value = 0xffffffff;
  for (const byte of data) {
    value ^= byte;
    for (let bit = 0; bit < 8; ++bit) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** `data`: a PNG as the browser makes it; `target`: where the small one goes. Its size in bytes. */
export function shrink(data, target) {
  const picture = decode(data);
  const { width, height, channels, lines } = picture;
  const { kept, nearest } = palette(picture);
  const raw = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const at = (y * width + x) * channels;
      raw[y * (width + 1) + 1 + x] = nearest.get((lines[at] << 16) | (lines[at + 1] << 8) | lines[at + 2]);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(kept.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  fs.writeFileSync(target, Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(raw, { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]));
  return fs.statSync(target).size;
}
