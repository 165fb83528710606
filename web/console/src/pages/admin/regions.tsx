// Regions, level by level: province, regency, district, village.
import { api, got, type Schemas } from '../../api';
import { Card, Empty, Loading, Page, Trouble } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import type { PageProps } from '../../route';
import { number } from '../../format';
import { fill, inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Wilayah',
    lead: 'Kode Kementerian Dalam Negeri. Buka satu wilayah untuk melihat yang di dalamnya.',
    code: 'Kode',
    name: 'Nama',
    level: 'Tingkat',
    country: 'Indonesia',
    path: 'Letak',
    none: 'Tidak ada wilayah di dalamnya.',
    count: '{n} wilayah',
    province: 'provinsi',
    regency: 'kabupaten/kota',
    district: 'kecamatan',
    village: 'desa/kelurahan',
  },
  {
    title: 'Regions',
    lead: 'Codes of the Ministry of Home Affairs. Open a region to see what is in it.',
    code: 'Code',
    name: 'Name',
    level: 'Level',
    country: 'Indonesia',
    path: 'Where it is',
    none: 'There is no region in it.',
    count: '{n} regions',
    province: 'province',
    regency: 'regency or city',
    district: 'district',
    village: 'village',
  },
);

type Region = Schemas['Region'];

export default function Regions({ query }: PageProps) {
  const said = words();
  const under = query.get('under') ?? '';
  const loaded = useLoad(async () => {
    const [list, here] = await Promise.all([
      got(api.GET('/v1/regions', { params: { query: { under } } })),
      under ? got(api.GET('/v1/regions/{region}', { params: { path: { region: under } } })) : Promise.resolve(null),
    ]);
    return { list, here };
  }, [under]);
  const levels: Record<string, string> = { province: said.province, regency: said.regency, district: said.district, village: said.village };
  const above: Region[] = loaded.data?.here ? [...loaded.data.here.above].filter((each) => each.code).sort((a, b) => a.code.length - b.code.length) : [];
  return (
    <Page title={loaded.data?.here?.name ?? said.title} lead={said.lead}>
      <nav aria-label={said.path}>
        <a href="/office/regions">{said.country}</a>
        {above.map((each) => <span key={each.code}> › <a href={`/office/regions?under=${each.code}`}>{each.name}</a></span>)}
        {loaded.data?.here && <span> › {loaded.data.here.name}</span>}
      </nav>
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data?.list.items.length === 0 && <Empty>{said.none}</Empty>}
      {loaded.data && loaded.data.list.items.length > 0 && (
        <Card>
          <SmallTable<Region>
            caption={fill(said.count, { n: number(loaded.data.list.items.length) })}
            rows={loaded.data.list.items}
            rowKey={(row) => row.code}
            columns={[
              { key: 'name', name: said.name, cell: (row) => (row.level === 'village' ? row.name : <a href={`/office/regions?under=${row.code}`}>{row.name}</a>) },
              { key: 'code', name: said.code, cell: (row) => <code>{row.code}</code> },
              { key: 'level', name: said.level, cell: (row) => levels[row.level] ?? row.level },
            ]}
          />
        </Card>
      )}
    </Page>
  );
}
