// The day as the server has it: a programme may be shown on another day than the reader's clock, and an
// old laptop's clock is often wrong. It came with the session; a page that is open past midnight keeps it.
import { useCaller } from '../session';

export function useToday(): string {
  return useCaller().today;
}
