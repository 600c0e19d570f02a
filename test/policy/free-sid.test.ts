import { freeSid } from "../../lib/policy/free-sid";

test.each([
  ["AllowReaders", [], "AllowReaders"],
  ["Allow readers", ["AllowReaders"], "Allow readers"],
  ["AllowReaders", ["AllowReaders"], "AllowReaders2"],
  ["AllowReaders", ["AllowReaders", "AllowReaders2"], "AllowReaders3"],
  ["AllowReaders", ["AllowReaders", "AllowReaders3"], "AllowReaders2"],
  ["Enable IAM User Permissions", ["Enable IAM User Permissions"], "EnableIAMUserPermissions2"],
  ["allow -- the  readers!", ["allow -- the  readers!"], "allowTheReaders2"],
  ["2nd-3rd", ["2nd-3rd"], "2nd3rd2"],
])("%j beside %j is %j", (sid, taken, free) => {
  expect(freeSid(sid, new Set(taken))).toBe(free);
});
