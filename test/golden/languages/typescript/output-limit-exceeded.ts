import { writeSync } from 'fs';

for (;;) writeSync(1, 'more and more and more and more and more\n'.repeat(100));
