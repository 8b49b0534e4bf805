/** Every language that Arbiter knows. To add one: its id in contract/language.ts, its file here and its six proofs in proofs/, its line below. */
import type { LanguageId } from '#contract/language.js';
import { ada } from './ada.js';
import { bash } from './bash.js';
import { c } from './c.js';
import { cobol } from './cobol.js';
import { cpp } from './cpp.js';
import { crystal } from './crystal.js';
import { csharp } from './csharp.js';
import { d } from './d.js';
import { elixir } from './elixir.js';
import { erlang } from './erlang.js';
import { fortran } from './fortran.js';
import { go } from './go.js';
import { haskell } from './haskell.js';
import { java } from './java.js';
import { javascript } from './javascript.js';
import { kotlin } from './kotlin.js';
import type { Language } from './language.js';
import { lisp } from './lisp.js';
import { lua } from './lua.js';
import { nim } from './nim.js';
import { objectivec } from './objectivec.js';
import { ocaml } from './ocaml.js';
import { pascal } from './pascal.js';
import { perl } from './perl.js';
import { php } from './php.js';
import { prolog } from './prolog.js';
import { pypy3, python3 } from './python.js';
import { r } from './r.js';
import { racket } from './racket.js';
import { ruby } from './ruby.js';
import { rust } from './rust.js';
import { scala } from './scala.js';
import { typescript } from './typescript.js';

export const LANGUAGES = {
  c, cpp, python3, pypy3, java, javascript, typescript, go, rust,
  kotlin, csharp, haskell, pascal, ruby, php, perl, ocaml, lua,
  bash, r, scala, lisp, fortran, ada, d, objectivec, nim,
  cobol, prolog, erlang, elixir, racket, crystal,
} as const satisfies Record<LanguageId, Language>;
