/** Starter programs of the languages that are added to an installation; see templates.ts. */
import type { LanguageId, STANDARD_LANGUAGE_IDS } from '#contract/language.js';

export const FURTHER_STARTERS: Record<Exclude<LanguageId, (typeof STANDARD_LANGUAGE_IDS)[number]>, string> = {
  kotlin: `fun main() {
    val n = readln().trim().toInt()
    println(n)
}
`,
  csharp: `using System;

class Program
{
    static void Main()
    {
        int n = int.Parse(Console.ReadLine());
        Console.WriteLine(n);
    }
}
`,
  haskell: `main :: IO ()
main = do
  n <- readLn :: IO Int
  print n
`,
  pascal: `var
  n: longint;
begin
  readln(n);
  writeln(n);
end.
`,
  ruby: `n = gets.to_i
puts n
`,
  php: `<?php
fscanf(STDIN, "%d", $n);
echo $n, "\\n";
`,
  perl: `use strict;
use warnings;

my $n = <STDIN>;
chomp $n;
print "$n\\n";
`,
  ocaml: `let () =
  let n = Scanf.scanf " %d" (fun n -> n) in
  Printf.printf "%d\\n" n
`,
  lua: `local n = io.read("n")
print(n)
`,
  bash: `read -r n
echo "$n"
`,
  r: `input <- file("stdin", "r")
n <- as.integer(readLines(input, n = 1))
cat(n, "\\n", sep = "")
`,
  scala: `object Main {
  def main(args: Array[String]): Unit = {
    val n = scala.io.StdIn.readInt()
    println(n)
  }
}
`,
  lisp: `(let ((n (read)))
  (format t "~d~%" n))
`,
  fortran: `program main
  implicit none
  integer :: n
  read (*, *) n
  print '(i0)', n
end program main
`,
  ada: `with Ada.Integer_Text_IO; use Ada.Integer_Text_IO;
with Ada.Text_IO; use Ada.Text_IO;

procedure Main is
   N : Integer;
begin
   Get (N);
   Put (N, Width => 1);
   New_Line;
end Main;
`,
  d: `import std.stdio;

void main() {
    int n;
    readf(" %d", &n);
    writeln(n);
}
`,
  objectivec: `#import <Foundation/Foundation.h>
#include <stdio.h>

int main(void) {
    NSAutoreleasePool *pool = [NSAutoreleasePool new];
    int n;
    if (scanf("%d", &n) != 1) return 0;
    printf("%d\\n", n);
    [pool release];
    return 0;
}
`,
  nim: `import strutils

let n = stdin.readLine.strip.parseInt
echo n
`,
  cobol: `IDENTIFICATION DIVISION.
PROGRAM-ID. MAIN.
DATA DIVISION.
WORKING-STORAGE SECTION.
01 LINE-IN PIC X(20).
01 N PIC S9(9).
01 SHOWN PIC -(9)9.
PROCEDURE DIVISION.
    ACCEPT LINE-IN.
    MOVE FUNCTION NUMVAL(LINE-IN) TO N.
    MOVE N TO SHOWN.
    DISPLAY FUNCTION TRIM(SHOWN).
    STOP RUN.
`,
  prolog: `main :-
    read_line_to_string(user_input, Line),
    number_string(N, Line),
    format("~w~n", [N]).
`,
  erlang: `-module(main).
-export([main/0]).

main() ->
    {ok, [N]} = io:fread("", "~d"),
    io:format("~p~n", [N]).
`,
  elixir: `n = IO.gets("") |> String.trim() |> String.to_integer()
IO.puts(n)
`,
  racket: `#lang racket/base

(define n (read))
(displayln n)
`,
  crystal: `n = gets.not_nil!.to_i
puts n
`,
};
