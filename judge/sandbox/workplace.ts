/** What all runs of a slot share. */
import type { Cgroups } from './cgroup.js';
import type { FifoPool } from './fifo.js';
import type { JailRoot } from './jail-root.js';
import type { JailShape, Lanes } from './lanes.js';
import { jailShape } from './nsjail-arguments.js';
import type { RunSpec } from './sandbox.js';

export interface Workplace {
  policyPath: string;
  uid: number;
  core: number | null;
  cores: number;
  cgroups: Cgroups;
  root: JailRoot;
  fifos: FifoPool;
  lanes: Lanes;
  /** The instance's folder, and where it is seen so that reading leaves no trace: else a run could tell that another read the same input. */
  view: { of: string; at: string };
}

/** `cgroups`: how many files of the run's cgroup the launcher gets. */
export function shapeOf(spec: RunSpec, place: Workplace, cgroups: number): JailShape {
  const shape = jailShape(spec, { ...place, cgroups }, place.root.path);
  return {
    ...shape,
    config() {
      place.root.addMountPoints(spec.mounts);
      return shape.config();
    },
  };
}

export function inView(path: string, view: Workplace['view']): string {
  return path.startsWith(`${view.of}/`) ? `${view.at}${path.slice(view.of.length)}` : path;
}
