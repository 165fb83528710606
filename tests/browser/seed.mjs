// Makes the database that every browser test copies, once for all of them.
import { seed } from './harness.mjs';

seed();
