// A map of areas by share. The boundaries are files beside the server (setting maps_dir); without
// them the table says the same.
import type { GeometryCollection, Topology } from 'topojson-specification';
import { feature } from 'topojson-client';
import { useEffect, useState } from 'preact/hooks';
import { go } from '../router';
import { inBoth } from '../words';

const words = inBoth(
  { source: 'Batas wilayah: BIG via cahyadsn/wilayah_boundaries (MIT); disederhanakan, bukan rujukan resmi.' },
  { source: 'Boundaries: BIG by way of cahyadsn/wilayah_boundaries (MIT); simplified, no official reference.' },
);

export interface MapArea {
  region: string;
  name: string;
  /** 0 to 1; null where it is not known or hidden. */
  share: number | null;
  /** What a pointer and a screen reader are told. */
  said: string;
  href?: string;
}

const LIMITS = [0.2, 0.4, 0.6, 0.8];
const WIDE = 640;
const MOST_HIGH = 480;

export function shadeOf(share: number | null): string {
  if (share === null) return 'shade-none';
  return `shade-${LIMITS.filter((limit) => share >= limit).length + 1}`;
}

/** Which file holds the parts of an area, best first. Layers are named kab, kec, kel. */
function filesFor(region: string): [file: string, layer: string][] {
  const province = region.slice(0, 2);
  if (region.length <= 2) return [['jateng', 'kab']];
  if (region.length === 5) return [[`desa-${region}`, 'kec'], ['jateng-kec', 'kec']];
  return province === '33' ? [[`desa-${region.slice(0, 5)}`, 'kel']] : [];
}

interface Shape {
  region: string;
  rings: number[][][];
}

async function shapesOf(region: string): Promise<Shape[]> {
  for (const [file, layer] of filesFor(region)) {
    const answer = await fetch(`/maps/${file}.topo.json`);
    if (!answer.ok) continue;
    const topology = (await answer.json()) as Topology;
    const object = topology.objects[layer] as GeometryCollection | undefined;
    if (!object) continue;
    const shapes: Shape[] = [];
    for (const each of feature(topology, object).features) {
      const code = String(each.id ?? (each.properties as { kode?: string } | null)?.kode ?? '');
      if (region && !code.startsWith(region)) continue;
      const { geometry } = each;
      if (geometry.type === 'Polygon') shapes.push({ region: code, rings: geometry.coordinates });
      if (geometry.type === 'MultiPolygon') shapes.push({ region: code, rings: geometry.coordinates.flat() });
    }
    if (shapes.length > 0) return shapes;
  }
  return [];
}

interface Drawn {
  region: string;
  path: string;
}

/** Degrees to the drawing: near the equator a degree is as wide as high to within one per cent. */
function draw(shapes: Shape[]): { paths: Drawn[]; high: number } {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const shape of shapes) {
    for (const ring of shape.rings) {
      for (const point of ring) {
        west = Math.min(west, point[0] ?? 0);
        east = Math.max(east, point[0] ?? 0);
        south = Math.min(south, point[1] ?? 0);
        north = Math.max(north, point[1] ?? 0);
      }
    }
  }
  const scale = Math.min((WIDE - 8) / (east - west), (MOST_HIGH - 8) / (north - south));
  const left = (WIDE - (east - west) * scale) / 2;
  const paths = shapes.map((shape) => ({
    region: shape.region,
    path: shape.rings
      .map((ring) => 'M' + ring.map((point) => `${(left + ((point[0] ?? 0) - west) * scale).toFixed(1)} ${(4 + (north - (point[1] ?? 0)) * scale).toFixed(1)}`).join('L') + 'Z')
      .join(''),
  }));
  return { paths, high: Math.round((north - south) * scale + 8) };
}

/** Null while it is being fetched and where there is no map of this area. */
export function useMap(region: string): { paths: Drawn[]; high: number } | null {
  const [map, setMap] = useState<{ of: string; drawn: { paths: Drawn[]; high: number } | null }>();
  useEffect(() => {
    let late = false;
    shapesOf(region).then(
      (shapes) => {
        if (!late) setMap({ of: region, drawn: shapes.length > 0 ? draw(shapes) : null });
      },
      () => undefined,
    );
    return () => {
      late = true;
    };
  }, [region]);
  return map?.of === region ? map.drawn : null;
}

export function AreaMap(props: { label: string; map: { paths: Drawn[]; high: number }; areas: MapArea[]; legend: string; none: string }) {
  const areas = new Map(props.areas.map((area) => [area.region, area]));
  return (
    <>
      <svg class="chart map" viewBox={`0 0 ${WIDE} ${props.map.high}`} role="group" aria-label={props.label}>
        {props.map.paths.map((each) => {
          const area = areas.get(each.region);
          const shape = (
            <path class={`area ${shadeOf(area?.share ?? null)}`} d={each.path}>
              <title>{area?.said ?? each.region}</title>
            </path>
          );
          const href = area?.href;
          if (!area || !href) return shape;
          return (
            <a
              key={each.region}
              href={href}
              aria-label={area.said}
              onClick={(event) => {
                event.preventDefault();
                go(href);
              }}
            >
              {shape}
            </a>
          );
        })}
      </svg>
      <ul class="legend-row" aria-label={props.legend}>
        {['0–20%', '20–40%', '40–60%', '60–80%', '80–100%'].map((range, at) => (
          <li key={range}><span class={`swatch shade-${at + 1}`} aria-hidden="true" />{range}</li>
        ))}
        <li><span class="swatch shade-none" aria-hidden="true" />{props.none}</li>
      </ul>
      <p class="hint">{words().source}</p>
    </>
  );
}
