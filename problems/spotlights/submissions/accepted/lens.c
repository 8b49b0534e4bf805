#include <math.h>
#include <stdio.h>

/* What a chord at (signed) distance h from the centre cuts off a disc of radius r. */
static double segment(double r, double h) {
    return r * r * acos(h / r) - h * sqrt(fmax(0, r * r - h * h));
}

int main(void) {
    double x1, y1, r1, x2, y2, r2;
    if (scanf("%lf %lf %lf %lf %lf %lf", &x1, &y1, &r1, &x2, &y2, &r2) != 6) return 1;
    double square = (x1 - x2) * (x1 - x2) + (y1 - y2) * (y1 - y2);
    double small = fmin(r1, r2), d = sqrt(square), area;
    if (square >= (r1 + r2) * (r1 + r2)) area = 0;
    else if (square <= (r1 - r2) * (r1 - r2)) area = acos(-1) * small * small;
    else {
        double h = (square + r1 * r1 - r2 * r2) / (2 * d);
        area = segment(r1, h) + segment(r2, d - h);
    }
    printf("%.9f\n", area);
    return 0;
}
