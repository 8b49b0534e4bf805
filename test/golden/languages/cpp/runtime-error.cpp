#include <stdexcept>
int main() { throw std::runtime_error("thrown and not caught"); }
