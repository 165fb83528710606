// A photo is made smaller before it waits: a card is read well at 1600 points, and the line is slow.
import type { Photo } from './store';

const WIDEST = 1600;
const QUALITY = 0.8;
const BYTES_MAX = 6 * 1024 * 1024;

export type Taken = { photo: Photo } | { fault: 'photo_bad' | 'photo_large' };

export async function takePhoto(file: File): Promise<Taken> {
  const smaller = await shrunk(file).catch(() => null);
  const blob = smaller ?? file;
  if (!/^image\/(jpeg|png|webp)$/.test(blob.type)) return { fault: 'photo_bad' };
  if (blob.size > BYTES_MAX) return { fault: 'photo_large' };
  return { photo: { bytes: await blob.arrayBuffer(), type: blob.type } };
}

async function shrunk(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}
