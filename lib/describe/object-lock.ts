import type { BucketConfig } from "../config/config";
import { confirmRule, objectLockRule } from "../config/retention-rules";
import { boundsOf } from "../config/rules";
import type { Block, Input } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { call, input, literal } from "../terraform/expression";
import { number, string } from "../terraform/type";
import { afterVersioning, setting } from "./bucket-setting";
import { attribute, inputOf, nestedBlock } from "./part";

type ObjectLock = NonNullable<BucketConfig["objectLock"]>;

const daysInput = "object_lock_days";
const confirmInput = "object_lock_confirm";

/**
 * Compliance mode cannot be undone, so that only who confirms it says for how many days: the config, or the caller of a
 * module for others.
 */
const isConfirmedByCaller = ({ mode }: ObjectLock, open: boolean): boolean => mode === "compliance" && open;

/** The days for which a log is locked. */
export const lockedDays = (lock: ObjectLock, open: boolean): Expression =>
  lock.mode === "governance" || open ? input(daysInput) : literal(lock.days);

export const lockInputs = (lock: ObjectLock, open: boolean): readonly Input[] => [
  ...(lock.mode === "governance" || open
    ? [
        inputOf(
          daysInput,
          `${
            lock.mode === "governance"
              ? "Days for which a new log is locked against deletion"
              : "Days for which no one, root included, can delete a new log or shorten its lock"
          }: ${boundsOf(objectLockRule)}.`,
          number(objectLockRule),
          lock.days,
        ),
      ]
    : []),
  ...(isConfirmedByCaller(lock, open)
    ? [
        {
          name: confirmInput,
          description: `Must be compliance. It confirms that no one, root included, can delete a log or shorten its lock for ${daysInput} days, that a destroy fails until then, and that this cannot be undone.`,
          type: string(confirmRule),
          value: "compliance",
        },
      ]
    : []),
];

export const lockBlock = (lock: ObjectLock, open: boolean): Block =>
  setting(
    lockType,
    [
      nestedBlock(
        "rule",
        nestedBlock(
          "default_retention",
          attribute(
            "mode",
            isConfirmedByCaller(lock, open)
              ? call("upper", input(confirmInput))
              : literal(lock.mode.toUpperCase()),
          ),
          attribute("days", lockedDays(lock, open)),
        ),
      ),
    ],
    {
      comment:
        lock.mode === "governance"
          ? "Locks new logs. Object Lock cannot be switched off for the bucket."
          : "Locks new logs: no one can delete them, and their locks cannot be shortened. The lock does not protect the key.",
      ...afterVersioning,
    },
  );

export const lockType = "aws_s3_bucket_object_lock_configuration";
