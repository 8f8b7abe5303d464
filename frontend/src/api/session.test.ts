import { beforeEach, expect, test } from "vitest";
import { Session } from "./session";

const USER = { id: "1", username: "ada", name: "Ada", role: "CLIENT" };
let asked: string[];
let answers: (() => Response)[];
let now: number;

const fetchNext: typeof fetch = async (input) => {
  asked.push(String(input));
  const answer = answers.shift();
  if (!answer) throw new TypeError("no network");
  return answer();
};

function granted(token: string, lives_s = 900): () => Response {
  return () => Response.json({ access_token: token, expires_in_s: lives_s, user: USER });
}

function refused(): Response {
  const problem = { code: "bad_credentials", detail: "No.", status: 401 };
  return Response.json(problem, { status: 401 });
}

function makeSession(): Session {
  return new Session(
    fetchNext,
    (work) => work(),
    () => now,
  );
}

beforeEach(() => {
  asked = [];
  answers = [];
  now = 0;
});

test("a token with time left is used again", async () => {
  answers = [granted("first")];
  const session = makeSession();
  await session.logIn("ada", "secret");

  expect(await session.freshToken()).toBe("first");
  expect(asked).toEqual(["/api/auth/login"]);
});

test("a token is renewed before it expires, once for all callers", async () => {
  answers = [granted("first", 60), granted("second")];
  const session = makeSession();
  await session.logIn("ada", "secret");
  now = 31_000;

  const tokens = await Promise.all([session.freshToken(), session.freshToken()]);

  expect(tokens).toEqual(["second", "second"]);
  expect(asked).toEqual(["/api/auth/login", "/api/auth/refresh"]);
});

test("a refused renewal ends the session", async () => {
  answers = [granted("first", 1), refused];
  const session = makeSession();
  await session.logIn("ada", "secret");

  expect(await session.freshToken()).toBeUndefined();
  expect(session.state).toEqual({ status: "out" });
});

test("a lost network does not end the session", async () => {
  answers = [granted("first", 1)];
  const session = makeSession();
  await session.logIn("ada", "secret");

  await expect(session.freshToken()).rejects.toMatchObject({ status: 0 });
  expect(session.state.status).toBe("in");
});

test.each([404, 503])(
  "a plain %i of a starting gateway does not end the session",
  async (status) => {
    answers = [granted("first", 1), () => new Response("404 page not found", { status })];
    const session = makeSession();
    await session.logIn("ada", "secret");

    await expect(session.freshToken()).rejects.toMatchObject({ status: 0 });
    expect(session.state.status).toBe("in");
  },
);

test("without a network the session state is unreachable at startup", async () => {
  const session = makeSession();

  await session.restore();

  expect(session.state).toEqual({ status: "unreachable" });
});

test("a wrong password throws the service's error", async () => {
  answers = [refused];

  await expect(makeSession().logIn("ada", "wrong")).rejects.toMatchObject({
    code: "bad_credentials",
  });
});
