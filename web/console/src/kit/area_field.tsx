// An area by its names, from the province down: nobody knows the codes by heart.
import { api, got } from '../api';
import { fill, inBoth } from '../words';
import { SelectField } from './fields';
import { useLoad } from './load';
import { useRegionNames } from './regions';

const words = inBoth(
  { levels: ['Provinsi', 'Kabupaten atau kota', 'Kecamatan', 'Desa atau kelurahan'], choose: '– pilih –', whole: 'Seluruh {name}', country: 'Seluruh Indonesia' },
  { levels: ['Province', 'Regency or city', 'District', 'Village'], choose: '– choose –', whole: 'All of {name}', country: 'All of Indonesia' },
);
/** Length of the codes: of the country, a province, a regency, a district and a village. */
const LENGTHS = [0, 2, 5, 8, 13];
export const COUNTRY = '*';

interface Props {
  /** The area that everything lies in; empty: the country. */
  root: string;
  /** A code, COUNTRY, or empty while nothing is chosen. */
  value: string;
  onValue: (value: string) => void;
  /** Length of the smallest areas that may be chosen. */
  deepest?: number;
  /** Whether the country may be chosen. */
  country?: boolean;
  required?: boolean;
  fault?: string | undefined;
}

function Below({ under, value, onValue, country, required, fault }: Props & { under: string }) {
  const say = words();
  const parts = useLoad(() => got(api.GET('/v1/regions', { params: { query: { under } } })), [under]);
  const name = useRegionNames([under]);
  const level = LENGTHS.indexOf(under.length);
  const chosen = value.length > under.length ? value.slice(0, LENGTHS[level + 1]) : under;
  const first: (readonly [string, string])[] = under ? [[under, fill(say.whole, { name: name(under) })]] : [['', say.choose], ...(country ? [[COUNTRY, say.country] as const] : [])];
  return (
    <SelectField
      label={say.levels[level] ?? ''}
      value={value === COUNTRY ? COUNTRY : chosen}
      onValue={onValue}
      required={required === true && under === ''}
      fault={under === '' ? fault : undefined}
      options={[...first, ...(parts.data?.items ?? []).map((each) => [each.code, each.name] as const)]}
    />
  );
}

/** One choice for each level, as deep as somebody goes. */
export function AreaField(props: Props) {
  const { root, value, deepest = 13 } = props;
  const inside = value === COUNTRY ? '' : value;
  const opened = LENGTHS.filter((length) => length > root.length && length <= inside.length).map((length) => inside.slice(0, length));
  return <>{[root, ...opened].filter((under) => under.length < deepest).map((under) => <Below key={under} {...props} under={under} />)}</>;
}
