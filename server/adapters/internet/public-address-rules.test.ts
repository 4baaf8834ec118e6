import { expect, test } from "vitest"
import { isPublicAddress } from "./public-address-rules.ts"

test.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2400:4050::1"])(
  "S35 %s is a server on the Internet",
  (address) => expect(isPublicAddress(address)).toBe(true),
)

test.each([
  "127.0.0.1",
  "127.1.2.3",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "::ffff:192.168.1.1",
  "64:ff9b::a00:1",
  "169.254.169.254",
  "100.64.0.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::7f00:1",
  "fd00:ec2::254",
  "fe80::1",
  "2002:7f00:1::",
  "ff02::1",
  "localhost",
  "",
])("S35 %s is not", (address) => expect(isPublicAddress(address)).toBe(false))
