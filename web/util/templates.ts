/** Starter programs: each reads what a problem gives on standard input and prints something. */
import type { LanguageId } from '#contract/language.js';
import { FURTHER_STARTERS } from './further-starters.js';
import { readStored, writeStored } from './stored.js';

const STARTERS: Record<LanguageId, string> = {
  ...FURTHER_STARTERS,
  c: `#include <stdio.h>

int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    printf("%d\\n", n);
    return 0;
}
`,
  cpp: `#include <bits/stdc++.h>
using namespace std;

int main() {
    ios::sync_with_stdio(false);
    cin.tie(nullptr);

    int n;
    cin >> n;
    cout << n << '\\n';
}
`,
  python3: `import sys


def main():
    data = sys.stdin.read().split()
    n = int(data[0])
    print(n)


main()
`,
  pypy3: `import sys


def main():
    data = sys.stdin.read().split()
    n = int(data[0])
    print(n)


main()
`,
  java: `import java.io.*;
import java.util.*;

public class Main {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        StringTokenizer words = new StringTokenizer(in.readLine());
        int n = Integer.parseInt(words.nextToken());
        System.out.println(n);
    }
}
`,
  javascript: `const words = require('fs').readFileSync(0, 'utf8').split(/\\s+/);
const n = Number(words[0]);
console.log(n);
`,
  typescript: `import { readFileSync } from 'fs';

const words: string[] = readFileSync(0, 'utf8').split(/\\s+/);
const n = Number(words[0]);
console.log(n);
`,
  go: `package main

import (
\t"bufio"
\t"fmt"
\t"os"
)

func main() {
\tin := bufio.NewReader(os.Stdin)
\tout := bufio.NewWriter(os.Stdout)
\tdefer out.Flush()

\tvar n int
\tfmt.Fscan(in, &n)
\tfmt.Fprintln(out, n)
}
`,
  rust: `use std::io::{self, Read};

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut words = input.split_ascii_whitespace();
    let n: i64 = words.next().unwrap().parse().unwrap();
    println!("{}", n);
}
`,
};

const keyOf = (user: string, language: string) => `template.${user}.${language}`;

/** The person's own template of a language, kept in this browser, else ours. */
export const templateOf = (user: string, language: LanguageId): string => readStored(keyOf(user, language)) ?? STARTERS[language];
export const hasOwnTemplate = (user: string, language: LanguageId): boolean => readStored(keyOf(user, language)) !== null;
/** Null forgets it. Returns whether this browser keeps it. */
export const keepTemplate = (user: string, language: LanguageId, text: string | null): boolean => writeStored(keyOf(user, language), text);
