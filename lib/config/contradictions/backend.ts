import type { Draft } from "../draft";
import type { PlacedMistake } from "../problem";

/** A state among the logs that its own root creates, and two ways to say which workspace. */
export function backendContradictions({ config: { backend, bucket } }: Draft): readonly PlacedMistake[] {
  if (backend === undefined) return [];
  const state = "s3" in backend ? backend.s3?.bucket : undefined;
  const cloud = "cloud" in backend ? backend.cloud : undefined;
  return [
    ...(state !== undefined && state === bucket?.name
      ? [{ path: ["backend", "s3", "bucket"], code: "state-among-logs", args: { bucket: state } } as const]
      : []),
    ...(cloud?.workspace !== undefined && cloud.tags !== undefined
      ? [
          {
            path: ["backend", "cloud", "tags"],
            code: "workspace-with-tags",
            args: {},
            aboutKey: true,
          } as const,
        ]
      : []),
  ];
}
