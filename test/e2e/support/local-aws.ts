import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findMotoPython } from "./moto";

/** Who calls, and where. Every account exists; each sees its own resources alone. */
export interface SignIn {
  readonly account: string;
  readonly region: string;
}

/** The services whose API is JSON, with the prefix of `X-Amz-Target`. */
const JSON_TARGETS = {
  kms: "TrentService",
  cloudtrail: "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
  organizations: "AWSOrganizationsV20161128",
} as const;

/** A call that reached the server. */
export interface Call {
  /** Who called. Empty where nobody was signed in. */
  readonly account: string;
  /** The API's action, and for S3 the method and the path. */
  readonly name: string;
}

/** A moto server of our own on a loopback port. It ends with this process, however that ends. */
export interface LocalAws {
  readonly endpoint: string;
  /** What the AWS provider reads to be signed in and to call this server. */
  env(signIn: SignIn): Readonly<Record<string, string>>;
  /** Calls `ACTION` of a JSON service; an error answer throws. */
  call(service: keyof typeof JSON_TARGETS, action: string, params: object, signIn: SignIn): Promise<unknown>;
  /** Calls S3 at `/BUCKET[?…]`; an error answer throws. */
  s3(method: "GET" | "PUT" | "DELETE", path: string, signIn: SignIn, body?: string): Promise<string>;
  /** What was called so far, in order. */
  calls(): Promise<readonly Call[]>;
  stop(): Promise<void>;
}

interface Request {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 10_000;

export async function startLocalAws(): Promise<LocalAws> {
  const python = findMotoPython();
  if (python === undefined) throw new Error("no moto_server on PATH, or its Python was not found");
  const recording = join(tmpdir(), `trailkey-e2e-calls-${randomUUID()}`);
  const server = spawn(python, ["-B", join(__dirname, "moto-server.py")], {
    env: { ...process.env, MOTO_ENABLE_RECORDING: "1", MOTO_RECORDER_FILEPATH: recording },
  });
  const endpoint = `http://127.0.0.1:${await readPort(server)}`;

  const send = async (path: string, service: string, signIn: SignIn, request: Request) => {
    const headers = { ...request.headers, authorization: authorization(service, signIn) };
    const response = await fetch(endpoint + path, { ...request, headers });
    const body = await response.text();
    if (!response.ok) throw new Error(`${service} ${path}: ${response.status} ${body}`);
    return body;
  };

  return {
    endpoint,
    env: (signIn) => ({ ...credentials(signIn), AWS_ENDPOINT_URL: endpoint }),
    call: async (service, action, params, signIn) => {
      const headers = {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `${JSON_TARGETS[service]}.${action}`,
      };
      const body = await send("/", service, signIn, {
        method: "POST",
        headers,
        body: JSON.stringify(params),
      });
      return body === "" ? {} : (JSON.parse(body) as unknown);
    },
    s3: (method, path, signIn, body) =>
      send(path, "s3", signIn, { method, ...(body === undefined ? {} : { body }) }),
    calls: async () => {
      const response = await fetch(`${endpoint}/moto-api/recorder/download-recording`);
      const lines = (await response.text()).split("\n").filter((line) => line !== "");
      return lines.map((line) => {
        const request = JSON.parse(line) as RecordedRequest;
        return { account: callerOf(request), name: nameOfCall(request) };
      });
    },
    stop: async () => {
      await stop(server);
      rmSync(recording, { force: true });
    },
  };
}

/** What the AWS provider reads to be signed in, where its configuration names the server. */
export const credentials = (signIn: SignIn) => ({
  AWS_ACCESS_KEY_ID: accessKey(signIn),
  AWS_SECRET_ACCESS_KEY: "unchecked",
  AWS_REGION: signIn.region,
});

/** moto-server.py takes the account from the key. */
const accessKey = ({ account }: SignIn): string => `ACCOUNT0${account}`;

/** moto reads the scope to find service, Region and account, and checks no signature. */
function authorization(service: string, signIn: SignIn): string {
  const scope = `${accessKey(signIn)}/20260101/${signIn.region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
}

/** A request as moto's recorder keeps it. */
interface RecordedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly method: string;
  readonly url: string;
  /** In base64. */
  readonly body: string;
}

/** JSON services name the action in a header, IAM and STS in a form; S3 says it by method and path. */
function nameOfCall({ headers, method, url, body }: RecordedRequest): string {
  const target = headers["X-Amz-Target"]?.split(".").at(-1);
  const form = new URLSearchParams(Buffer.from(body, "base64").toString());
  const { pathname, search } = new URL(url);
  return target ?? form.get("Action") ?? `${method} ${pathname}${search}`;
}

const callerOf = ({ headers }: RecordedRequest): string =>
  /Credential=ACCOUNT0(\d{12})\//.exec(headers.Authorization ?? "")?.[1] ?? "";

async function readPort(server: ChildProcessWithoutNullStreams): Promise<number> {
  let complaint = "";
  server.stderr.on("data", (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4000)));
  const lines = createInterface({ input: server.stdout });
  const started = await Promise.race([
    once(lines, "line").then(([line]) => Number(line)),
    once(server, "exit").then(() => undefined),
    once(server, "error").then(([error]) => void (complaint += String(error))),
    deadline(STARTS_WITHIN_MS),
  ]);
  if (started !== undefined) return started;
  server.kill("SIGKILL");
  throw new Error(`the local AWS did not start:\n${complaint}`);
}

async function stop(server: ChildProcessWithoutNullStreams): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, "exit").then(() => true);
  server.stdin.end();
  if ((await Promise.race([exited, deadline(STOPS_WITHIN_MS)])) === undefined) server.kill("SIGKILL");
}

function deadline(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref());
}
